import type { AggregateBar } from '../../bars/aggregate-bar.ts';

/**
 * Whether a value is a valid bar. Six times as fast as the zod schema, and does not copy the bar; the schema then explains what is
 * wrong with invalid ones. A property test checks that both agree.
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
