/** Few enough that what an export holds of them stays small, whatever their texts are. */
export const rowsAFetch = 2_000;
