/** Enough for 500 order lines through a long expression, and over in a fraction of a second. */
export const MAX_STEPS = 200_000;
export const MAX_DEPTH = 500;
export const MAX_SEQUENCE = 20_000;
