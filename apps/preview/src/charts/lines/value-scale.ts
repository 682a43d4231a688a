import type uPlot from 'uplot';
import { axisValues } from '../../state/format-value.ts';

/**
 * The range of a value scale around the values it shows: from 0 where the panel asks for it, with some room above.
 *
 * @param startsAtZero whether 0 is on the axis in any case.
 * @example
 * linearRange(true)(plot, 2, 4); // [0, 4.2]
 */
export const linearRange =
  (startsAtZero: boolean) =>
  (_: unknown, min: number | null, max: number | null): uPlot.Range.MinMax => {
    if (min === null || max === null) return [0, 1];
    const low = startsAtZero ? Math.min(0, min) : min;
    return max > low ? [low, max + (max - low) * 0.05] : [low, low + 1];
  };

/**
 * The range of a logarithmic scale: from the lowest positive value to the highest, with a tenth of room; 0 and less have no place on it.
 *
 * @example
 * logRange(null, 1, 100); // [0.9, 110]
 */
export const logRange = (_: unknown, min: number | null, max: number | null): uPlot.Range.MinMax =>
  min === null || max === null || max <= 0 ? [0.1, 1] : [min * 0.9, max * 1.1];

/**
 * The marks of a logarithmic axis: 1, 2 and 5 of every power of ten, or the powers alone where those would be more than ten.
 *
 * @param low above 0.
 * @example
 * logMarks(0.15, 3); // [0.2, 0.5, 1, 2]
 */
export function logMarks(low: number, high: number): number[] {
  const [first, last] = [low, high].map((value) => Math.floor(Math.log10(value))) as [number, number];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const marks = powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
  const within = marks.filter((mark) => mark >= low && mark <= high);
  return within.length <= 10 ? within : powers.map((power) => Number(`1e${power}`)).filter((mark) => mark >= low);
}

/**
 * The part of uPlot's value axis that depends on the kind of scale.
 *
 * @example
 * const axes = [{ scale: 'y', ...valueMarks(true, 'percent') }];
 */
export const valueMarks = (isLog: boolean, unit: string | undefined): uPlot.Axis => ({
  // uPlot measures once before it has labels.
  size: (_, labels: readonly string[] | null) => 20 + 7 * Math.max(0, ...(labels ?? []).map((label) => label.length)),
  values: (_, ticks) => axisValues(ticks, unit),
  ...(isLog && { splits: (_, __, low, high) => logMarks(low, high), filter: (_, ticks) => ticks }),
});
