import { macroLimit } from '@tickerlake/athena-plugin';
import type { LintDocument, LintQuery } from './document/lint-document.ts';

/** A query that has SQL. */
export type SqlQuery = LintQuery & { readonly sql: NonNullable<LintQuery['sql']> };

/**
 * The Athena SQL queries of a document, except those over the limits, which the rule `macro-limits` reports.
 *
 * @example
 * sqlQueries(document).map(({ sql }) => sql.text);
 */
export function sqlQueries(document: LintDocument): SqlQuery[] {
  return allSqlQueries(document).filter(({ sql }) => macroLimit(sql.text) === null);
}

/**
 * Every query of a document that has SQL of Athena.
 *
 * @example
 * allSqlQueries(document).length;
 */
export function allSqlQueries(document: LintDocument): SqlQuery[] {
  if (document.kind !== 'dashboard' && document.kind !== 'alert-rule') return [];
  return document.queries.flatMap((query) => (query.sql === null ? [] : [{ ...query, sql: query.sql }]));
}

/**
 * Those that become series over time: format 0, which is also what a missing format means, in panels and alerts.
 *
 * @example
 * seriesQueries(document).length;
 */
export function seriesQueries(document: LintDocument): SqlQuery[] {
  return sqlQueries(document).filter(
    ({ usedBy, format }) =>
      (usedBy === 'panel' || usedBy === 'alert') &&
      (format.value === 0 || format.value === undefined || format.value === 'time_series'),
  );
}
