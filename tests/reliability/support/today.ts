/** The day a test file begins: everything in it is dated by it, so that midnight, New Year's in particular, never falls in between. */
export const TODAY = new Date().toISOString().slice(0, 10);
export const YEAR = TODAY.slice(0, 4);
