import { createHash } from 'node:crypto';
import { analysisViews, coverSessions, type StageTables } from '@tickerlake/market-sql';
import { createView, toQueryName } from '@tickerlake/athena-sql';
import { coverageTable, hourlyVolatilityTable, sessionsTable, type Tables } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { ReleaseFacts } from '../../ports/warehouse.ts';
import { askedTickers, knownAbsences } from '../../build/iceberg/asked-tickers.ts';
import { findTable } from '../../engines/lake/lake-glue.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import { viewsKey } from '../../storage/objects/lake-layout.ts';
import { parseObject } from '../../storage/objects/parse-object.ts';
import { withRelations } from '../../build/iceberg/relations.ts';

/** View to the digest of the text that made it. */
const madeSchema = z.record(z.string(), z.string());

/** A view, and the statement that makes it. */
interface View {
  readonly name: string;
  readonly text: string;
}

/**
 * Makes the views of the analysis over the published tables and the view `coverage` of a release's request, or replaces
 * those that are outdated. They read what is published and nothing of a build; a view that is up to date costs no statement.
 *
 * @throws the engine's errors; tables and releases are as they were.
 * @example
 * await ensureViews(lake, { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29' });
 */
export async function ensureViews(
  lake: LakeContext,
  release: Pick<ReleaseFacts, 'tickers' | 'from' | 'to' | 'absences'>,
): Promise<void> {
  const { sql, objects } = lake;
  const stored = await objects.read(viewsKey);
  const made = stored === null ? {} : parseObject(madeSchema, stored, `${objects.location}${viewsKey}`);
  const views = [...viewsOfAnalysis(lake), viewOfCoverage(lake, release)];
  const wanted = Object.fromEntries(
    views.map(({ name, text }) => [name, createHash('sha256').update(text).digest('hex')]),
  );
  const stale: View[] = [];
  for (const view of views)
    if (made[view.name] !== wanted[view.name] || (await findTable(lake, view.name)) === null) stale.push(view);
  if (stale.length === 0) return;
  for (const { text } of stale) await sql.build(() => text);
  await objects.write(viewsKey, JSON.stringify(wanted));
}

const viewsOfAnalysis = ({ sql, database }: LakeContext): View[] =>
  analysisViews(sql.db.withTables<Tables>().withSchema(database)).map(({ table: { name }, query }) => ({
    name,
    text: createView({ database, name }, query),
  }));

/**
 * The SELECT of the table `coverage`: a release's tickers and range, compared with the calendar.
 *
 * @param published the SELECT of a published table.
 * @example
 * coverageOf(sql, release, (name) => `select * from mkt.${name}`);
 */
export function coverageOf(
  sql: Pick<LakeContext['sql'], 'db'>,
  release: Pick<ReleaseFacts, 'tickers' | 'from' | 'to' | 'absences'>,
  published: (name: string) => string,
): string {
  const relations = {
    staged_hours: published(hourlyVolatilityTable.name),
    sessions: published(sessionsTable.name),
    asked_tickers: askedTickers(release.tickers),
    known_absences: knownAbsences(release.absences ?? []),
  };
  return withRelations(relations, coverSessions(sql.db.withTables<StageTables>(), release));
}

/** The release's tickers and range, compared with the calendar. */
function viewOfCoverage(
  { sql, database }: LakeContext,
  release: Pick<ReleaseFacts, 'tickers' | 'from' | 'to' | 'absences'>,
): View {
  const published = (name: string): string => `select * from ${toQueryName({ database, name })}`;
  const { name } = coverageTable;
  return { name, text: createView({ database, name }, coverageOf(sql, release, published)) };
}
