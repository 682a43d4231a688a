import type { Table } from '../column.ts';

/**
 * What each run did, those that published nothing included: the history behind the panels of the pipeline's health.
 *
 * @example
 * const name = runsTable.name; // 'runs'
 */
export const runsTable = {
  name: 'runs',
  grain: 'run',
  key: ['run_id'],
  columns: [
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run' },
    { name: 'sequence', type: 'int64', unit: 'runs', nullable: true, meaning: 'place among the runs of its store, from 1, whatever the clock said; none on a lake' },
    { name: 'started_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when it started' },
    { name: 'ended_at', type: 'timestamp', unit: 'UTC', nullable: true, meaning: 'when it ended; none while it runs, or when it was killed' },
    { name: 'outcome', type: 'string', unit: 'published, unchanged, checks-failed, failed, abandoned, open', nullable: false, meaning: 'how it ended; open while it runs, or when it was killed' },
    { name: 'failed_stage', type: 'string', unit: 'ingest, verify, stage, check, publish, tidy', nullable: true, meaning: 'where it ended, when it failed' },
    { name: 'reason', type: 'string', unit: null, nullable: true, meaning: 'why, in words' },
    { name: 'source', type: 'string', unit: null, nullable: false, meaning: 'where its bars came from' },
    { name: 'range_from', type: 'date', unit: null, nullable: false, meaning: 'first trading date that it asked for' },
    { name: 'range_to', type: 'date', unit: null, nullable: false, meaning: 'last trading date that it asked for' },
    { name: 'tickers', type: 'int64', unit: 'tickers', nullable: false, meaning: 'how many tickers it asked for' },
    { name: 'calls', type: 'int64', unit: 'calls', nullable: true, meaning: "calls of the vendor's API; this and the rest is none unless the run came to its end" },
    { name: 'fetched_bars', type: 'int64', unit: 'bars', nullable: true, meaning: 'base bars that it fetched' },
    { name: 'new_bars', type: 'int64', unit: 'bars', nullable: true, meaning: 'base bars that were not published before' },
    { name: 'hours', type: 'int64', unit: 'hours', nullable: true, meaning: 'hours in the months that it built' },
    { name: 'corrected_bars', type: 'int64', unit: 'bars', nullable: true, meaning: 'published base bars whose values changed' },
    { name: 'corrected_hours', type: 'int64', unit: 'hours', nullable: true, meaning: 'published hours whose hourly_var changed' },
    { name: 'max_correction', type: 'double', unit: 'price', nullable: true, meaning: "the largest change of an hour's hourly_var" },
    { name: 'settled_bars', type: 'int64', unit: 'bars', nullable: true, meaning: 'bars that came with different values, of which the later answer or the larger trade count is stored; none of runs of an older version' },
    { name: 'refused_bars', type: 'int64', unit: 'bars', nullable: true, meaning: 'bars that came with different values that nothing decides between: not stored' },
    { name: 'outside_bars', type: 'int64', unit: 'bars', nullable: true, meaning: 'bars outside the sessions that the calendar knows: stored' },
    { name: 'odd_bars', type: 'string', unit: null, nullable: true, meaning: 'what was odd about its bars, a sentence a line; none when nothing was' },
    { name: 'bytes', type: 'int64', unit: 'bytes', nullable: true, meaning: 'size of what it built' },
    { name: 'dollars', type: 'double', unit: 'USD', nullable: true, meaning: 'what its queries and files cost, also when it failed; 0 on a machine of your own' },
    { name: 'ingest_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time of its calls and their landing; summed over resumed parts, as all times here' },
    { name: 'verify_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time of comparing what landed with what was fetched' },
    { name: 'stage_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time of its builds; those beside each other add up' },
    { name: 'check_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time of its quality rules' },
    { name: 'publish_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time of publishing' },
    { name: 'tidy_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time of cleaning up' },
  ],
} as const satisfies Table;
