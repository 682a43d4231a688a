import type { AggregateBar } from '../../bars/aggregate-bar.ts';

/**
 * Whether a value is a bar without any fault. Six times as fast as the zod schema, and without copying the bar; the schema
 * then tells what is wrong with the others. A property test holds the two together.
 *
 * @example
 * isSoundBar({ t: 0, o: 1, h: 1, l: 1, c: 1, v: 0 }, false); // true
 */
export function isSoundBar(value: unknown, isIndex: boolean): value is AggregateBar {
  if (typeof value !== 'object' || value === null) return false;
  if (!('t' in value && 'o' in value && 'h' in value && 'l' in value && 'c' in value)) return false;
  return (
    Number.isSafeInteger(value.t) &&
    Number.isFinite(value.o) &&
    Number.isFinite(value.h) &&
    Number.isFinite(value.l) &&
    Number.isFinite(value.c) &&
    ('v' in value ? isCount(value.v) : isIndex) &&
    (!('vw' in value) || Number.isFinite(value.vw)) &&
    (!('n' in value) || isCount(value.n)) &&
    (!('otc' in value) || typeof value.otc === 'boolean')
  );
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value < Infinity;
}
