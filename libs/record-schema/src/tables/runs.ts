import type { Table } from '../column.ts';

/**
 * What each run did, including runs that published nothing: the history behind the *Pipeline health* dashboard.
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
    {
      name: 'sequence',
      type: 'int64',
      unit: 'runs',
      nullable: true,
      meaning: 'position among the runs of its store, from 1, independent of the clock; null on a lake',
    },
    { name: 'started_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when the run started' },
    {
      name: 'ended_at',
      type: 'timestamp',
      unit: 'UTC',
      nullable: true,
      meaning: 'when the run ended; null while it runs, or if it was killed',
    },
    {
      name: 'outcome',
      type: 'string',
      nullable: false,
      unit: 'published, unchanged, checks-failed, failed, abandoned, open',
      meaning: 'how the run ended; open while it runs, or if it was killed',
    },
    {
      name: 'failed_stage',
      type: 'string',
      unit: 'ingest, verify, stage, check, publish, tidy',
      nullable: true,
      meaning: 'the stage that failed, if the run failed',
    },
    { name: 'reason', type: 'string', unit: null, nullable: true, meaning: 'why the run ended like this' },
    { name: 'source', type: 'string', unit: null, nullable: false, meaning: 'the source of its bars' },
    { name: 'range_from', type: 'date', unit: null, nullable: false, meaning: 'first requested trading date' },
    { name: 'range_to', type: 'date', unit: null, nullable: false, meaning: 'last requested trading date' },
    { name: 'tickers', type: 'int64', unit: 'tickers', nullable: false, meaning: 'number of requested tickers' },
    {
      name: 'calls',
      type: 'int64',
      unit: 'calls',
      nullable: true,
      meaning: "calls to the vendor's API; this column and those below are null unless the run completed",
    },
    { name: 'fetched_bars', type: 'int64', unit: 'bars', nullable: true, meaning: 'base bars fetched' },
    {
      name: 'new_bars',
      type: 'int64',
      unit: 'bars',
      nullable: true,
      meaning: 'base bars that were not published before',
    },
    { name: 'hours', type: 'int64', unit: 'hours', nullable: true, meaning: 'hourly rows in the months it built' },
    {
      name: 'corrected_bars',
      type: 'int64',
      unit: 'bars',
      nullable: true,
      meaning: 'published base bars whose values changed',
    },
    {
      name: 'corrected_hours',
      type: 'int64',
      unit: 'hours',
      nullable: true,
      meaning: 'published hours whose hourly_var changed',
    },
    {
      name: 'max_correction',
      type: 'double',
      unit: 'price',
      nullable: true,
      meaning: "the largest change of an hour's hourly_var",
    },
    {
      name: 'settled_bars',
      type: 'int64',
      unit: 'bars',
      nullable: true,
      meaning:
        'bars received with conflicting values and resolved by the later response or the larger trade count; null for' +
        ' runs of older versions',
    },
    {
      name: 'refused_bars',
      type: 'int64',
      unit: 'bars',
      nullable: true,
      meaning: 'bars received with conflicting values that could not be resolved; not stored',
    },
    {
      name: 'outside_bars',
      type: 'int64',
      unit: 'bars',
      nullable: true,
      meaning: 'bars outside the sessions of the calendar; stored',
    },
    {
      name: 'odd_bars',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: 'what was unusual about its bars, one sentence per line; null if nothing was',
    },
    {
      name: 'held_back',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: 'tickers whose new bars it did not publish and why, one sentence per line; null if there were none',
    },
    { name: 'bytes', type: 'int64', unit: 'bytes', nullable: true, meaning: 'size of the builds' },
    {
      name: 'dollars',
      type: 'double',
      unit: 'USD',
      nullable: true,
      meaning: 'cost of its queries and files, also for a failed run; 0 on a local store',
    },
    {
      name: 'ingest_ms',
      type: 'int64',
      unit: 'ms',
      nullable: false,
      meaning: 'time to fetch and land the bars; like all times here, summed over resumed parts',
    },
    {
      name: 'verify_ms',
      type: 'int64',
      unit: 'ms',
      nullable: false,
      meaning: 'time to compare what landed with what was fetched',
    },
    {
      name: 'stage_ms',
      type: 'int64',
      unit: 'ms',
      nullable: false,
      meaning: 'total time of its builds; parallel builds are added up',
    },
    { name: 'check_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time to evaluate the quality rules' },
    { name: 'publish_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time to publish' },
    { name: 'tidy_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'time to remove what is no longer needed' },
  ],
} as const satisfies Table;
