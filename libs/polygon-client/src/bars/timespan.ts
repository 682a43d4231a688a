/** The lengths of bars that the vendor builds. `second` needs a paid plan. */
export const timespans = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** One of `timespans`. */
export type Timespan = (typeof timespans)[number];
