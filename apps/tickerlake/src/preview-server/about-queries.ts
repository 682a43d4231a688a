/**
 * What the pages of runs, coverage and quality ask: SQL of the server, which the page names and never writes.
 *
 * @example
 * await runSql(aboutQueries['runs']);
 */
export const aboutQueries: Readonly<Record<string, string>> = {
  runs: 'select * from runs order by sequence desc limit 20',
  // The table coverage is of what the last run asked for; the page shows all that is published, each ticker from its first session on.
  coverage: `with tickers as (select ticker, min(trading_date) as first_date, case when substr(ticker, 1, 2) in ('X:', 'C:') then '24/7' else 'XNYS' end as calendar from hourly_volatility group by ticker),
    seen as (select ticker, trading_date, count(*) as hours, count(case when is_complete then 1 end) as complete_hours, min(grid) as least_grid
      from hourly_volatility where session in ('regular', 'continuous') group by ticker, trading_date)
    select t.ticker, cast(s.trading_date as varchar) as trading_date, coalesce(h.hours, 0) as hours, coalesce(h.complete_hours, 0) as complete_hours,
      case when h.least_grid = 'day' then 1 else cast(ceil(s.expected_bars / 60) as integer) end as expected_hours
    from tickers t
    join sessions s on s.calendar = t.calendar and s.trading_date >= t.first_date
    left join seen h on h.ticker = t.ticker and h.trading_date = s.trading_date
    where s.trading_date >= (select max(trading_date) from sessions) - interval 90 day and s.trading_date <= greatest((select max(trading_date) from hourly_volatility), (select max(trading_date) from coverage))
    order by t.ticker, s.trading_date`,
  quality: `select q.*, r.outcome, q.run_id in (select run_id from quality_results) as is_published
    from quality_history q left join runs r on r.run_id = q.run_id
    where q.checked_at >= (select min(checked_at) from (select distinct checked_at from quality_history order by checked_at desc limit 60))
    order by q.checked_at desc, case q.status when 'error' then 0 when 'fail' then 1 when 'warn' then 2 when 'pass' then 3 else 4 end, q.dataset, q.rule`,
};
