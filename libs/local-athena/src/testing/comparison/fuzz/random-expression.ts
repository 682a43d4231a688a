import { forms, fuzzRows, type FuzzType, leaves } from './expression-forms.ts';
import { aggregates, windows } from './top-forms.ts';

/** An expression of Trino's SQL with those that it is made of. */
export interface RandomExpression {
  readonly sql: string;
  readonly parts: readonly RandomExpression[];
  /** What follows it in a statement. */
  readonly from: string;
}

const tops = [aggregates, windows];

const types: readonly FuzzType[] = [
  'bigint',
  'integer',
  'double',
  'decimal',
  'varchar',
  'boolean',
  'date',
  'timestamp',
  'instant',
  'list',
  'texts',
];
const mostLevels = 4;

/**
 * Random expressions over the columns of `fuzzRows`, one in five an aggregate or a function over a window: the same for the same seed.
 *
 * @param seed a whole number.
 * @example
 * randomExpressions(7, 2).map(({ sql }) => sql); // two expressions
 */
export function randomExpressions(seed: number, count: number): readonly RandomExpression[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const levels = 1 + Math.floor(random() * mostLevels);
    if (random() >= 0.2) return make(pick(types, random), levels, random);
    const top = pick(tops, random);
    return { ...fill(pick<string>(top.forms, random), levels, random), from: top.from };
  });
}

function make(type: FuzzType, levels: number, random: () => number): RandomExpression {
  if (levels === 0) return { sql: pick(leaves[type], random), parts: [], from: fuzzRows };
  return fill(pick(forms[type], random), levels, random);
}

function fill(form: string, levels: number, random: () => number): RandomExpression {
  const parts: RandomExpression[] = [];
  const sql = form.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const type = types.find((one) => one === name);
    if (type === undefined) throw new RangeError(`${name} is no type of ${form}`);
    const part = make(type, Math.floor(random() * levels), random);
    parts.push(part);
    return part.sql;
  });
  return { sql, parts, from: fuzzRows };
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from');
  return item;
}

/** Source: mulberry32, a public-domain generator of 32 bits. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
