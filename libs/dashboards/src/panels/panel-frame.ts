import type { Compilable } from 'kysely';
import { athenaTarget, dataSource } from '../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../model/classic-dashboard.ts';

/** What every panel with one query has. */
export interface PanelFrame {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly query: Compilable;
  readonly gridPos: GridPos;
}

/**
 * The part of a panel's JSON that does not depend on its type.
 *
 * @param format 0 for a time series, 1 for a table.
 * @example
 * const panel = { ...panelFrame('stat', 1, options), fieldConfig, options: statOptions };
 */
export const panelFrame = <Type extends ClassicPanel['type']>(
  type: Type,
  format: 0 | 1,
  { id, title, description, gridPos, query }: PanelFrame,
) => ({ id, type, title, description, gridPos, datasource: dataSource, targets: [athenaTarget(format, query)] });
