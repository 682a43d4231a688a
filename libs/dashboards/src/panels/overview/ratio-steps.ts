import type { Threshold } from '../../model/classic-dashboard.ts';

/**
 * Colours of an hour divided by its usual value: blue up to half, none around 1, orange from twice, red from four times. Steps of a third
 * are pale.
 *
 * @example
 * { thresholds: { mode: 'absolute', steps: ratioSteps } };
 */
export const ratioSteps: readonly Threshold[] = [
  { color: 'rgba(60, 120, 216, 0.75)', value: null },
  { color: 'rgba(60, 120, 216, 0.4)', value: 0.5 },
  { color: 'transparent', value: 0.75 },
  { color: 'rgba(230, 126, 34, 0.25)', value: 1.33 },
  { color: 'rgba(230, 126, 34, 0.6)', value: 2 },
  { color: 'rgba(214, 69, 50, 0.75)', value: 3 },
  { color: 'rgba(192, 36, 36, 0.95)', value: 4 },
];
