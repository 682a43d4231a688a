import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import { publishedCoverage } from '@tickerlake/market-sql';
import type { AboutPage } from '@tickerlake/preview-api';
import type { Tables } from '@tickerlake/record-schema';

/**
 * What the pages of runs, coverage and quality ask: SQL of the server, which the page names and never writes.
 *
 * @example
 * await runSql(aboutQueries.runs);
 */
export const aboutQueries: Readonly<Record<AboutPage, string>> = {
  runs: 'select * from runs order by sequence desc limit 20',
  // The table coverage covers only the last run's request; the page shows all published data.
  coverage: `select ticker, cast(trading_date as varchar) as trading_date, hours, complete_hours, expected_hours, state
    from (${compileAthenaSql(publishedCoverage(athenaQueryBuilder<Tables>(), { days: 90 }))}) as covered order by ticker, trading_date`,
  quality: `select q.*, r.outcome, q.run_id in (select run_id from quality_results) as is_published
    from quality_history q join (select run_id, sequence, outcome from runs order by sequence desc limit 60) r on r.run_id = q.run_id
    order by r.sequence desc, case q.status when 'error' then 0 when 'fail' then 1 when 'warn' then 2 when 'pass' then 3 else 4 end, q.dataset, q.rule`,
};
