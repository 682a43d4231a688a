/** The sources that bars can come from. Each has its own store, so that simulated and real bars never mix. */
export const sourceNames = ['polygon', 'simulated', 'replay'] as const;

/** The name of a source and of its store. */
export type SourceName = (typeof sourceNames)[number];
