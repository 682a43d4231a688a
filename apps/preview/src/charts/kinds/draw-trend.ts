import { type ClassicPanel, nameColour } from '@tickerlake/dashboards';
import type { PanelData } from '@tickerlake/preview-api';
import { niceTicks } from '../band-chart.ts';
import { fieldLook } from '../field-config.ts';
import { linePath, svg } from '../svg.ts';
import { formatValue } from '../../state/format-value.ts';
import { frame } from './frame.ts';
import { type Multiple, multiples, sideBySide } from './multiples.ts';

/**
 * Draws lines over a number, with the bands that fields fill below themselves; a chart for each value of a text column, all on one scale.
 *
 * @example
 * drawTrend(panel, data, element);
 */
export function drawTrend(panel: ClassicPanel, data: PanelData, element: HTMLElement): void {
  const xName = String(panel.options['xField']);
  const xAt = data.columns.findIndex(({ name }) => name === xName);
  const fields = data.columns.flatMap(({ name, type }, at) =>
    type === 'number' && at !== xAt
      ? [
          {
            name,
            at,
            below: property(panel, name, 'custom.fillBelowTo'),
            isLine: property(panel, name, 'custom.lineWidth') !== 0,
          },
        ]
      : [],
  );
  const numbers = fields.flatMap(({ at }) =>
    data.rows.flatMap((row) => (typeof row[at] === 'number' ? [row[at]] : [])),
  );
  const xs = data.rows.flatMap((row) => (typeof row[xAt] === 'number' ? [row[xAt]] : []));
  const { x, y, draw } = frame(
    [Math.min(...xs) - 0.3, Math.max(...xs) + 0.3],
    niceTicks(Math.min(0, ...numbers), Math.max(0, ...numbers)),
    [...new Set(xs)].map((at) => ({ at, text: formatValue(at, fieldLook(panel, xName).unit, 0) })),
    panel.fieldConfig.defaults.unit,
  );
  const pointsOf = ({ rows }: Multiple, at: number): ([number, number] | null)[] =>
    rows.map((row) => (typeof row[at] === 'number' ? [x(Number(row[xAt])), y(row[at])] : null));
  const charts = multiples(data).map((one) => {
    const bands = fields.flatMap(({ at, below }) => {
      const floor = fields.find(({ name }) => name === below);
      if (floor === undefined) return [];
      const ring = [...pointsOf(one, at), ...pointsOf(one, floor.at).toReversed()].filter((point) => point !== null);
      return ring.length === 0 ? [] : [svg('path', { d: `${linePath(ring)}Z`, class: 'wide' })];
    });
    const lines = fields.flatMap(({ name, at, isLine }) => {
      if (!isLine) return [];
      const isDashed = property(panel, name, 'custom.lineStyle') !== undefined;
      const points = pointsOf(one, at);
      const { stroke } = nameColour(one.name);
      if (isDashed) return [svg('path', { d: linePath(points), class: 'median' })];
      return [
        svg('path', { d: linePath(points), class: 'today', style: `stroke:${stroke}` }),
        ...points.flatMap((point) =>
          point === null ? [] : [svg('circle', { cx: point[0], cy: point[1], r: 3, style: `fill:${stroke}` })],
        ),
      ];
    });
    return { name: one.name, chart: draw(`${one.name} ${panel.title}`.trim(), [...bands, ...lines]) };
  });
  element.replaceChildren(sideBySide(charts));
}

const property = ({ fieldConfig }: ClassicPanel, name: string, id: string): unknown =>
  fieldConfig.overrides
    .filter(({ matcher }) => matcher.options === name)
    .flatMap(({ properties }) => properties)
    .find((one) => one.id === id)?.value;
