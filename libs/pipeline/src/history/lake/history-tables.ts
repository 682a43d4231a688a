import { correctionsTable, qualityHistoryTable, runsTable, type Table } from '@tickerlake/record-schema';
import { qualityHistoryRows } from '../quality-history-rows.ts';
import { correctionRows, type RunFacts, runRows } from '../run-rows.ts';

/** A table of what runs did. */
export interface HistoryTable {
  readonly table: Table;
  readonly rows: (run: RunFacts) => readonly Readonly<Record<string, string | number | null>>[];
}

/** The tables that a run's end adds rows to: no engine writes them, so that they cost no query. */
export const historyTables: readonly HistoryTable[] = [
  { table: runsTable, rows: (run) => runRows([run]) },
  { table: correctionsTable, rows: (run) => correctionRows([run]) },
  { table: qualityHistoryTable, rows: (run) => qualityHistoryRows([run]) },
];
