/**
 * What the pages of runs, coverage and quality ask: SQL of the server, which the page names and never writes.
 *
 * @example
 * await runSql(aboutQueries['runs']);
 */
export const aboutQueries: Readonly<Record<string, string>> = {
  runs: 'select * from runs order by started_at desc limit 20',
  coverage: `select ticker, cast(trading_date as varchar) as trading_date, hours, complete_hours, expected_hours from coverage
    where trading_date >= (select max(trading_date) from coverage) - interval 90 day order by ticker, trading_date`,
  quality: `select status, severity, dataset, rule, observed, expected, message, checked_at from quality_results
    order by case status when 'error' then 0 when 'fail' then 1 when 'warn' then 2 when 'pass' then 3 else 4 end, dataset, rule`,
};
