import { aggregateCases } from './aggregate-cases.ts';
import { arithmeticCases } from './arithmetic-cases.ts';
import { nullCases } from './condition-cases.ts';
import { divisionCases } from './division-cases.ts';
import type { ExpressionCase } from './expression-case.ts';
import { finiteCases } from './nan-cases.ts';
import { regexpCases } from './regexp-cases.ts';
import { roundingCases } from './rounding-cases.ts';
import { textCases } from './text-cases.ts';
import { timeCases } from './time-cases.ts';
import { timeCastCases } from './time-cast-cases.ts';
import { windowCases } from './window-cases.ts';

/**
 * The expressions that are held equal on DuckDB and Trino, by kind: the values in the table are Trino's, except where both are
 * guarded to give NULL instead of an error, NaN or Infinity.
 */
export const expressionTable: Readonly<Record<string, readonly ExpressionCase[]>> = {
  arithmetic: arithmeticCases,
  rounding: roundingCases,
  division: divisionCases,
  'NULL and order': nullCases,
  NaN: finiteCases,
  text: textCases,
  'regular expression': regexpCases,
  time: timeCases,
  'time cast': timeCastCases,
  aggregate: aggregateCases,
  window: windowCases,
};
