/** Hunter lets the same question be put as often as one likes while it works on it. */
export const POLL_EVERY_MS = 5_000;
