import type { CompareHour } from './overview/hours.ts';
import type { TimeAxis } from './time/trading-time.ts';
import type { Measure } from './resolve-panel.ts';

/** A mark on every time axis: a run, a failed check. */
export interface Mark {
  readonly timeMs: number;
  readonly text: string;
  readonly colour: string;
  readonly kind: string;
}

/** How lines are drawn, the same for all charts. */
export interface ChartChoice {
  readonly scale: 'linear' | 'log';
  /** All lines in one chart, or one chart per line. */
  readonly layout: 'together' | 'multiples';
}

/** What all panels of a dashboard have in common. */
export interface View extends ChartChoice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
  /** What panels of the selected measure are named after; null on a page without one. */
  readonly measure: Measure | null;
  /** Where panels draw an instant; data outside sessions is drawn on the clock's axis. */
  readonly axis: TimeAxis;
  readonly marks: readonly Mark[];
  readonly shaded: readonly { readonly fromMs: number; readonly toMs: number; readonly colour: string }[];
  /** Narrows every panel to a part of the range. */
  readonly zoom: (fromMs: number, toMs: number) => void;
  /** Goes back to the range before the last zoom, if there was one. */
  readonly undoZoom: () => void;
  readonly compare: CompareHour;
  /** Shows the minutes of an hour; null where there are none. */
  readonly openHour: ((ticker: string, startMs: number) => void) | null;
  /** Changes how the lines of all charts are drawn. */
  readonly choose: (choice: Partial<ChartChoice>) => void;
}
