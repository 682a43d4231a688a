import type { Summary } from '@tickerlake/preview-api';
import { zoneTime } from '../format-value.ts';

/** A short fact about the data, with a longer text behind it. */
export interface Badge {
  readonly text: string;
  readonly title: string;
  readonly kind: 'notice' | 'good' | 'warn';
}

/**
 * What the header says of the data: that it is simulated, how new it is, whether the quality rules passed.
 *
 * @example
 * badges(summary, 'UTC').map(({ text }) => text); // ['SIMULATED', 'to Fri 27 Nov, 12:30', '13/13 checks']
 */
export function badges({ source, newestBar, quality }: Summary, zone: string): Badge[] {
  const { passed, warned, notEvaluated } = quality;
  const all = passed + warned + notEvaluated;
  const newest = newestBar === null ? null : Date.parse(newestBar);
  return [
    ...(source === 'simulated'
      ? [{ text: 'SIMULATED', title: 'A simulated market: not real prices', kind: 'notice' as const }]
      : []),
    newest === null
      ? { text: 'no hours yet', title: 'Nothing is published', kind: 'warn' as const }
      : {
          text: `to ${zoneTime(newest, zone).slice(5)}`,
          title: 'Start of the newest regular hour',
          kind: 'notice' as const,
        },
    {
      text: `${passed}/${all} checks`,
      title: `${passed} quality rules passed, ${warned} warned, ${notEvaluated} were not evaluated`,
      kind: passed === all ? 'good' : 'warn',
    },
  ];
}
