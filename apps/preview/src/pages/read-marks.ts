import type { ClassicDashboard } from '@tickerlake/dashboards';
import type { PanelData, Range } from '@tickerlake/preview-api';
import type { Api } from '../state/api.ts';
import { namedColour } from '../charts/named-colour.ts';
import { toRows } from '../state/rows.ts';
import type { Mark, View } from '../state/view.ts';

/**
 * A dashboard's annotations in a range: marks at their times, and shades of those whose colour is see-through, from start to end; those
 * that are switched off are left out.
 *
 * @example
 * const { marks, shaded } = await readMarks(api, dashboard, range, ['Splits']);
 */
export async function readMarks(
  api: Pick<Api, 'annotations'>,
  dashboard: ClassicDashboard,
  range: Range,
  hidden: readonly string[],
): Promise<Pick<View, 'marks' | 'shaded'>> {
  const read = await Promise.all(
    dashboard.annotations.list
      .filter(({ enable, name }) => enable && !hidden.includes(name))
      .map(async ({ name, iconColor }) => {
        const data = await api.annotations(dashboard.uid, name, range);
        return iconColor.startsWith('rgba(')
          ? { marks: [], shaded: toStretches(data).map((stretch) => ({ ...stretch, colour: iconColor })) }
          : { marks: toMarks(data, name, namedColour(iconColor)), shaded: [] };
      }),
  );
  return {
    shaded: read.flatMap(({ shaded }) => shaded),
    marks: read.flatMap(({ marks }) => marks).sort((a, b) => a.timeMs - b.timeMs),
  };
}

const toStretches = (data: PanelData) =>
  toRows(data).map((row) => ({ fromMs: Number(row['time']), toMs: Number(row['timeend']) }));

function toMarks({ columns, rows }: PanelData, kind: string, colour: string): Mark[] {
  const [time, text] = ['time', 'text'].map((name) => columns.findIndex((column) => column.name === name));
  return rows.flatMap((row) => {
    const timeMs = row[time ?? -1];
    return typeof timeMs === 'number' ? [{ timeMs, text: String(row[text ?? -1] ?? ''), colour, kind }] : [];
  });
}
