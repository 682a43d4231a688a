import type { Measured } from './measure-step.ts';

/** One measurement, as printed. */
export interface Line {
  readonly what: string;
  readonly value: string;
}

/**
 * The median: the middle of an odd number of values, the upper middle of an even number.
 *
 * @example
 * median([3, 1, 2]); // 2
 */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** The median time of the repeats, as text. */
export const seconds = (repeats: readonly Measured[]): string =>
  `${(median(repeats.map(({ ms }) => ms)) / 1_000).toFixed(2)} s`;

/** The largest peak of the repeats, as text. */
export const mib = (repeats: readonly Measured[]): string =>
  `peak ${Math.max(...repeats.map(({ peakRssMiB }) => peakRssMiB)).toFixed(0)} MiB`;

/**
 * A count in millions, as text.
 *
 * @example
 * millions(1_234_567); // '1.2 million'
 */
export const millions = (count = 0): string => `${(count / 1e6).toFixed(1)} million`;
