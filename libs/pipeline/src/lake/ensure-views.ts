import { analysisViews, coverSessions, createView, type StageTables, toQueryName } from '@tickerlake/athena-sql';
import { coverageTable, hourlyVolatilityTable, sessionsTable, type Tables } from '@tickerlake/record-schema';
import type { ReleaseFacts } from '../ports/warehouse.ts';
import { askedTickers } from './asked-tickers.ts';
import type { LakeGround } from './lake-ground.ts';
import { withRelations } from './relations.ts';

/**
 * Makes the views of the analysis over the published tables, or replaces them: they read what is published, so that they
 * need nothing of a build, and a program that has learnt more brings its own.
 *
 * @throws the engine's errors; tables and releases are as they were.
 * @example
 * await ensureViews(ground);
 */
export async function ensureViews({ sql, database }: LakeGround): Promise<void> {
  for (const { table, query } of analysisViews(sql.db.withTables<Tables>().withSchema(database))) {
    await sql.build(() => createView({ database, name: table.name }, query));
  }
}

/**
 * Makes the view `coverage` of what a release was asked for, or replaces it: its tickers and range held against the calendar.
 *
 * @throws the engine's errors; tables and releases are as they were.
 * @example
 * await ensureCoverage(ground, { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29' });
 */
export async function ensureCoverage({ sql, database }: LakeGround, release: Pick<ReleaseFacts, 'tickers' | 'from' | 'to'>): Promise<void> {
  const published = (name: string): string => `select * from ${toQueryName({ database, name })}`;
  const relations = { staged_hours: published(hourlyVolatilityTable.name), sessions: published(sessionsTable.name), asked_tickers: askedTickers(release.tickers) };
  const query = withRelations(relations, coverSessions(sql.db.withTables<StageTables>(), release));
  await sql.build(() => createView({ database, name: coverageTable.name }, query));
}
