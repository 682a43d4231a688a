import type { ClassicDashboard, ClassicPanel, ClassicRow } from './classic-dashboard.ts';

/** A row with its panels; null for panels before the first row. */
export interface PanelRow {
  readonly row: ClassicRow | null;
  readonly panels: readonly ClassicPanel[];
}

/**
 * The rows of a dashboard with their panels: a folded row contains them, an open row has those that follow it.
 *
 * @example
 * rowsOf(pipelineHealthDashboard()).map(({ row }) => row?.title); // ['Now', ...]
 */
export function rowsOf({ panels }: Pick<ClassicDashboard, 'panels'>): PanelRow[] {
  const rows: { row: ClassicRow | null; panels: ClassicPanel[] }[] = [{ row: null, panels: [] }];
  for (const one of panels) {
    if (one.type === 'row') rows.push({ row: one, panels: [...one.panels] });
    else if (rows.at(-1)?.row?.collapsed === true) rows.push({ row: null, panels: [one] });
    else rows.at(-1)?.panels.push(one);
  }
  return rows.filter(({ row, panels: own }) => row !== null || own.length > 0);
}
