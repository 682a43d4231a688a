/**
 * The largest volume, or volume times price, that can be stored: sums of smaller values are exact on every engine.
 * 2^101, about 2.5e30.
 *
 * @example
 * volume * price < maxSummand;
 */
export const maxSummand = 2 ** 101;
