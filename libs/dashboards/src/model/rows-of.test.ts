import { describe, expect, it, test } from 'vitest';
import type { ClassicPanel } from './classic-dashboard.ts';
import { toManifest } from '../manifest/to-manifest.ts';
import { panelsOf } from './panels-of.ts';
import { foldingRows } from '../panels/folding-rows.ts';
import { runbook } from '../panels/runbook.ts';
import { pipelineHealthDashboard } from '../dashboards/pipeline-health-dashboard.ts';
import { rowsOf } from './rows-of.ts';

const panel = (id: number, y = 0, h = 4): ClassicPanel => runbook(id, { x: 0, y, w: 24, h });
const row = (id: number, collapsed: boolean, ...panels: readonly ClassicPanel[]) =>
  ({ id, type: 'row', title: `Row ${id}`, collapsed, gridPos: { x: 0, y: 0, w: 24, h: 1 }, panels }) as const;
const words = (panels: Parameters<typeof rowsOf>[0]['panels']) =>
  rowsOf({ panels }).map(({ row: of, panels: own }) => `${of?.id ?? '-'}: ${own.map(({ id }) => id).join(' ')}`);

describe('rowsOf', () => {
  test.each([
    { name: 'no rows', panels: [panel(1), panel(2)], rows: ['-: 1 2'] },
    { name: 'panels before the first row', panels: [panel(1), row(9, false), panel(2)], rows: ['-: 1', '9: 2'] },
    {
      name: 'an open row, up to the next one',
      panels: [row(8, false), panel(1), panel(2), row(9, false), panel(3)],
      rows: ['8: 1 2', '9: 3'],
    },
    {
      name: 'a folded row, which has only its own panels',
      panels: [row(9, true, panel(1), panel(2)), panel(3)],
      rows: ['9: 1 2', '-: 3'],
    },
    { name: 'an empty row', panels: [row(9, true)], rows: ['9: '] },
    { name: 'nothing', panels: [], rows: [] },
  ])('reads $name', ({ panels, rows }) => {
    expect(words(panels)).toEqual(rows);
  });
});

describe('foldingRows', () => {
  const rows = foldingRows([
    { id: 7, title: 'a', panels: [panel(1), panel(2, 4, 6)] },
    { id: 8, title: 'b', isFolded: true, panels: [panel(3, 2)] },
    { id: 9, title: 'c', panels: [panel(4)] },
  ]);

  it('puts each row below the open part of the previous row, and its panels below it', () => {
    expect(rows.map(({ id, gridPos }) => [id, gridPos.y])).toEqual([
      [7, 0],
      [1, 1],
      [2, 5],
      [8, 11],
      [9, 12],
      [4, 13],
    ]);
    expect(panelsOf({ panels: rows }).map(({ id, gridPos }) => [id, gridPos.y])).toEqual([
      [1, 1],
      [2, 5],
      [3, 14],
      [4, 13],
    ]);
    expect(words(rows)).toEqual(['7: 1 2', '8: 3', '9: 4']);
  });
});

describe('the v2 layout', () => {
  const layout = (panels: Parameters<typeof rowsOf>[0]['panels']) =>
    toManifest({ ...pipelineHealthDashboard(), panels }).spec['layout'];
  const item = (id: number, y: number) => ({
    kind: 'GridLayoutItem',
    spec: { x: 0, y, width: 24, height: 4, element: { kind: 'ElementReference', name: `panel-${id}` } },
  });
  const grid = (...items: readonly object[]) => ({ kind: 'GridLayout', spec: { items } });

  test('without rows is a grid', () => expect(layout([panel(1, 3)])).toEqual(grid(item(1, 3))));
  test('has rows with their own grids, and one without a heading for panels outside rows', () => {
    expect(
      layout([
        panel(1),
        ...foldingRows([
          { id: 8, title: 'b', panels: [panel(2, 1)] },
          { id: 9, title: 'c', isFolded: true, panels: [panel(3, 2)] },
        ]),
      ]),
    ).toEqual({
      kind: 'RowsLayout',
      spec: {
        rows: [
          { kind: 'RowsLayoutRow', spec: { title: '', collapse: false, hideHeader: true, layout: grid(item(1, 0)) } },
          { kind: 'RowsLayoutRow', spec: { title: 'b', collapse: false, layout: grid(item(2, 1)) } },
          { kind: 'RowsLayoutRow', spec: { title: 'c', collapse: true, layout: grid(item(3, 2)) } },
        ],
      },
    });
  });
});
