import { arraySpellings } from './spellings/array-spellings.ts';
import { aggregateSpellings } from './spellings/aggregate-spellings.ts';
import { numberSpellings } from './spellings/number-spellings.ts';
import { textSpellings } from './spellings/text-spellings.ts';
import { timeSpellings } from './spellings/time-spellings.ts';
import { windowSpellings } from './spellings/window-spellings.ts';

/** The engines that a query can be compiled for; Trino and Athena share one spelling. */
export type SqlEngine = 'duckdb' | 'athena';

/** One function in each engine's words; `{0}` is the first argument. */
export type Spelling = Readonly<Record<SqlEngine, string>>;

/**
 * How each engine spells the portable functions. A function without a spelling for an engine does not type-check, and so never
 * reaches that engine. What is the same everywhere stands here all the same: one name, one place.
 */
export const spellings = {
  ...numberSpellings,
  ...textSpellings,
  ...timeSpellings,
  ...aggregateSpellings,
  ...arraySpellings,
  ...windowSpellings,
} as const satisfies Record<string, Spelling>;

/** The name of a portable function. */
export type PortableName = keyof typeof spellings;

/** Marks a function node as portable until a compiler spells it. */
export const portablePrefix = 'portable:';
