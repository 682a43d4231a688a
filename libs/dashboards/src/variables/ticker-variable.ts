import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import type { QueryVariable } from '../model/classic-dashboard.ts';
import { connectionArgs, dataSource } from '../model/athena-target.ts';

/** Everything that is compared with stocks: indices, crypto, currencies, and the funds that track the index. */
const isBenchmark = sql<SqlBool>`(ticker like '%:%' or ticker in ('SPY', 'QQQ'))`;

/**
 * The variable that selects tickers: every published ticker, initially all.
 *
 * @example
 * tickerVariable('ticker', 'Ticker', 'all');
 */
export function tickerVariable(name: string, label: string, which: 'all' | 'stocks' | 'benchmarks'): QueryVariable {
  const all = athenaQueryBuilder<Tables>()
    .selectFrom('hourly_volatility')
    .select('ticker')
    .distinct()
    .orderBy('ticker');
  const query =
    which === 'all' ? all : all.where(which === 'benchmarks' ? isBenchmark : sql<SqlBool>`not ${isBenchmark}`);
  const rawSQL = compileAthenaSql(query);
  return {
    type: 'query',
    name,
    label,
    description: `The ${which === 'all' ? 'tickers' : which} to show`,
    datasource: dataSource,
    query: { rawSQL, format: 1, connectionArgs },
    definition: rawSQL,
    refresh: 1,
    multi: true,
    includeAll: true,
    sort: 1,
    current: { text: ['All'], value: ['$__all'] },
  };
}
