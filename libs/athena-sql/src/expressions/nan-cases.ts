import { type Expression, expressionBuilder } from 'kysely';
import { maxBy } from '../portable/functions.ts';
import { finite } from '../portable/numbers.ts';
import { type ExpressionCase, s, x } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const { NaN: nan } = Number;

/** What no compiler can see: NaN in a column of doubles. The engines differ, unless the column goes through `finite`. */
interface NanCase {
  readonly name: string;
  readonly of: (value: Expression<number | null>) => Expression<unknown>;
  readonly duckDb: Answer;
  readonly trino: Answer;
  readonly ofFinite: Answer;
}

/** One value for each input row, or the one of an aggregate. */
type Answer = Pick<ExpressionCase, 'value' | 'values'>;

const cases: readonly NanCase[] = [
  {
    name: 'NaN = NaN',
    of: (value) => eb(value, '=', value),
    duckDb: { values: [true, true] },
    trino: { values: [false, true] },
    ofFinite: { values: [null, true] },
  },
  {
    name: 'NaN <> NaN',
    of: (value) => eb(value, '<>', value),
    duckDb: { values: [false, false] },
    trino: { values: [true, false] },
    ofFinite: { values: [null, false] },
  },
  {
    name: 'NaN > 1',
    of: (value) => eb(value, '>', 1),
    duckDb: { values: [true, true] },
    trino: { values: [false, true] },
    ofFinite: { values: [null, true] },
  },
  {
    name: 'max of NaN and 2',
    of: (value) => eb.fn.max(value),
    duckDb: { value: nan },
    trino: { value: 2 },
    ofFinite: { value: 2 },
  },
  {
    name: 'maxBy NaN and 2',
    of: (value) => maxBy(s, value),
    duckDb: { value: 'a' },
    trino: { value: 'b' },
    ofFinite: { value: 'b' },
  },
];

const toCase =
  (engine: 'duckDb' | 'trino' | 'ofFinite') =>
  (entry: NanCase): ExpressionCase => ({
    name: engine === 'ofFinite' ? `${entry.name}, of finite values` : entry.name,
    given: { x: [nan, 2], s: ['a', 'b'] },
    expression: () => entry.of(engine === 'ofFinite' ? finite(x) : x),
    ...entry[engine],
  });

/** The same on both engines: part of the table. */
export const finiteCases: readonly ExpressionCase[] = cases.map(toCase('ofFinite'));

/** The differences themselves, by engine, so that a change of either engine is noticed. */
export const nanCases: Readonly<Record<'duckDb' | 'trino', readonly ExpressionCase[]>> = {
  duckDb: cases.map(toCase('duckDb')),
  trino: cases.map(toCase('trino')),
};
