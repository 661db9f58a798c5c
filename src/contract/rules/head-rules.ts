/** Said where somebody reports to nobody, and nobody does so on purpose. */
export const nobodyIsHead = 'Nobody is marked as head: choose who reports to nobody on purpose.';
