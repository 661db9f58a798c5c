/** Where a list of pages begins; the answer says where the next one does. */
export const firstPage: string | undefined = undefined;
