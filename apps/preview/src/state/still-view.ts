import { clockTime } from './time/trading-time.ts';
import type { View } from './view.ts';

/**
 * A view of a page that has a range but no controls: nothing to zoom, compare or open.
 *
 * @example
 * drawPanel(panel, data, element, stillView({ fromMs, toMs, zone: 'UTC' }));
 */
export const stillView = (range: Pick<View, 'fromMs' | 'toMs' | 'zone'>): View => ({
  ...range,
  measure: null,
  axis: clockTime,
  marks: [],
  shaded: [],
  scale: 'linear',
  layout: 'together',
  zoom: () => undefined,
  undoZoom: () => undefined,
  compare: () => null,
  openHour: null,
  choose: () => undefined,
});
