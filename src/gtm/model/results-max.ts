/** Results of one run of an operation, at most: all of them are held in memory at once. */
export const RESULTS_MAX = 100_000;
