/** The engines that a query can be compiled for; Trino and Athena share one spelling. */
export type SqlEngine = 'duckdb' | 'athena';

/** How each engine spells one function; `{0}` is the first argument. */
export type Spelling = Readonly<Record<SqlEngine, string>>;
