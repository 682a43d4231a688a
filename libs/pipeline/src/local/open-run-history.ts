import { correctionsTable, qualityHistoryTable, runsTable } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import { qualityHistoryRows } from '../quality-history-rows.ts';
import { correctionRows, type RunFacts, runRows } from '../run-rows.ts';
import { makeTable } from './make-table.ts';

/**
 * Makes the tables `runs`, `corrections` and `quality_history` in an engine, from the journal of this machine.
 *
 * @example
 * await openRunHistory(db, await createRunJournal(paths).runs());
 */
export async function openRunHistory(db: Kysely<unknown>, runs: readonly RunFacts[]): Promise<void> {
  await makeTable(db, runsTable, runRows(runs));
  await makeTable(db, correctionsTable, correctionRows(runs));
  await makeTable(db, qualityHistoryTable, qualityHistoryRows(runs));
}
