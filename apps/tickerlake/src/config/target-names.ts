/** Where tables can be built: on this machine, by a Trino cluster, by Athena. */
export const targetNames = ['local', 'trino', 'aws'] as const;

/** One of `targetNames`. */
export type TargetName = (typeof targetNames)[number];
