import { arraySpellings } from './spellings/array-spellings.ts';
import { aggregateSpellings } from './spellings/aggregate-spellings.ts';
import { numberSpellings } from './spellings/number-spellings.ts';
import { textSpellings } from './spellings/text-spellings.ts';
import { timeSpellings } from './spellings/time-spellings.ts';
import type { Spelling } from './spellings/spelling.ts';
import { windowSpellings } from './spellings/window-spellings.ts';

/**
 * How each engine spells the portable functions. A function without a spelling for an engine does not type-check, and so never
 * reaches that engine. Functions with the same spelling everywhere are listed too: one name, one place.
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
