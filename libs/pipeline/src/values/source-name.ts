/** The name of a source and of its store, as `sources` has it: lower-case letters and digits. */
export type SourceName = string;
