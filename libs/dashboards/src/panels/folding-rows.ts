import type { ClassicPanel, ClassicRow } from '../model/classic-dashboard.ts';

/** A row; the positions of its panels are relative to its top. */
interface FoldingRow {
  readonly id: number;
  readonly title: string;
  /** Initially folded: its queries do not run, and are not billed, until it is opened. */
  readonly isFolded?: boolean;
  readonly panels: readonly ClassicPanel[];
}

/**
 * Stacks rows below each other.
 *
 * @param top where the first row is.
 * @example
 * foldingRows([{ id: 20, title: 'Now', panels: [stat] }, { id: 21, title: 'Cost', isFolded: true, panels: [cost]
 * }]).length; // 3
 */
export function foldingRows(rows: readonly FoldingRow[], top = 0): (ClassicPanel | ClassicRow)[] {
  let y = top;
  return rows.flatMap(({ id, title, isFolded = false, panels }): (ClassicPanel | ClassicRow)[] => {
    const gridPos = { x: 0, y, w: 24, h: 1 };
    const placed = panels.map((panel) => ({
      ...panel,
      gridPos: { ...panel.gridPos, y: panel.gridPos.y + gridPos.y + 1 },
    }));
    y = isFolded ? y + 1 : Math.max(y + 1, ...placed.map((panel) => panel.gridPos.y + panel.gridPos.h));
    const row = { id, type: 'row', title, collapsed: isFolded, gridPos } as const;
    return isFolded ? [{ ...row, panels: placed }] : [{ ...row, panels: [] }, ...placed];
  });
}
