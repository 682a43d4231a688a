import type { AggregateBar } from './aggregate-bar.ts';

/** Bars in order: an array of objects, or columns. */
export interface BarList<List> {
  readonly length: number;
  /** One bar; -1 is the last. Undefined when there is none. */
  at(index: number): AggregateBar | undefined;
  /** The bars from `start` up to `end`, which is not included. */
  slice(start: number, end: number): List;
}
