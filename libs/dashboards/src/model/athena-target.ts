import { compileAthenaSql } from '@tickerlake/athena-sql';
import type { Compilable } from 'kysely';
import type { AthenaTarget, ConnectionArgs, DataSourceRef } from './classic-dashboard.ts';

/** The data source from the dashboard's variable. */
export const dataSource: DataSourceRef = { type: 'grafana-athena-datasource', uid: '${datasource}' };

/**
 * The data source's default region, catalogue and database; results are reused for an hour, because every query is
 * billed.
 */
export const connectionArgs: ConnectionArgs = {
  region: '__default',
  catalog: '__default',
  database: '__default',
  resultReuseEnabled: true,
  resultReuseMaxAgeInMinutes: 60,
};

/**
 * A panel's query. Format 0 needs rows sorted by time.
 *
 * @param refId its name in the panel.
 * @example
 * athenaTarget(0, db.selectFrom('hourly_volatility').select(['bar_start', 'ticker']));
 */
export function athenaTarget(format: 0 | 1, query: Compilable, refId = 'A'): AthenaTarget {
  return { refId, datasource: dataSource, format, rawSQL: compileAthenaSql(query), connectionArgs };
}
