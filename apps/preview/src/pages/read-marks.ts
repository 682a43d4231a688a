import type { ClassicDashboard } from '@tickerlake/dashboards';
import type { PanelData, Range } from '@tickerlake/preview-api';
import type { Api } from '../state/api.ts';
import { namedColour } from '../charts/named-colour.ts';
import { type Stretch, type TimeRegion, timeRegions } from '../state/time/market-regions.ts';
import type { TradingSession } from '../state/time/trading-time.ts';
import type { Mark, View } from '../state/view.ts';

/**
 * A dashboard's annotations in a range: marks from its queries, shades of market hours; those that are switched off are left out.
 *
 * @example
 * const { marks, shaded } = await readMarks(api, dashboard, range, new Set(), sessions);
 */
export async function readMarks(
  api: Pick<Api, 'annotations'>,
  dashboard: ClassicDashboard,
  range: Range,
  off: ReadonlySet<string>,
  sessions: readonly TradingSession[],
): Promise<Pick<View, 'marks' | 'shaded'>> {
  const on = dashboard.annotations.list.filter(({ enable, name }) => enable && !off.has(name));
  const shaded = on.flatMap(({ target, iconColor }) =>
    'timeRegion' in target
      ? regions(target.timeRegion, range, sessions).map((stretch) => ({ ...stretch, colour: iconColor }))
      : [],
  );
  const marks = await Promise.all(
    on.map(async ({ target, name, iconColor }) =>
      'rawSQL' in target
        ? toMarks(await api.annotations(dashboard.uid, name, range), name, namedColour(iconColor))
        : [],
    ),
  );
  return { shaded, marks: marks.flat().sort((a, b) => a.timeMs - b.timeMs) };
}

/** Real sessions are correct on holidays and early closes; where they are unknown, a weekly region replaces them. */
const regions = (
  region: TimeRegion,
  { fromMs, toMs }: Range,
  sessions: readonly TradingSession[],
): readonly Stretch[] =>
  sessions.length === 0
    ? timeRegions(region, fromMs, toMs)
    : sessions.map(({ openMs, closeMs }) => ({ fromMs: openMs, toMs: closeMs }));

function toMarks({ columns, rows }: PanelData, kind: string, colour: string): Mark[] {
  const [time, text] = ['time', 'text'].map((name) => columns.findIndex((column) => column.name === name));
  return rows.flatMap((row) => {
    const timeMs = row[time ?? -1];
    return typeof timeMs === 'number' ? [{ timeMs, text: String(row[text ?? -1] ?? ''), colour, kind }] : [];
  });
}
