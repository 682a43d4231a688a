/** The bar lengths of the vendor. `second` needs a paid plan. */
export const timespans = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** One of `timespans`. */
export type Timespan = (typeof timespans)[number];
