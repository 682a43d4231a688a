/** The folder of landed bars, below the lake's folder: what the table `raw_bars` reads. */
export const landingFolder = 'landing/raw_bars/';
/** What Firehose could not deliver, by kind and UTC day. */
export const landingErrorsFolder = 'landing-errors/';
/** Where attempts write what readers never see. */
export const stagingFolder = 'staging/';
/** The folder of the Iceberg tables, one folder per table. */
export const tablesFolder = 'tables/';
/** What runs did, in a folder for each table and a file for each month of their starts. */
export const historyFolder = 'history/';
/** Where the table `splits` reads. */
export const splitsFolder = 'splits/';
/** Which splits are known. */
export const splitsKey = 'splits.json';
/** Where the table `instruments` reads. */
export const instrumentsFolder = 'instruments/';
/** What is known from the source's reference data. */
export const instrumentsKey = 'instruments.json';
/** What is remembered of gaps. */
export const ledgerKey = 'ledger.json';
/** Observations that a person accepted. */
export const acceptedKey = 'accepted.json';
export const releasesFolder = 'releases/';
export const currentReleaseKey = 'releases/current.json';
/** Who publishes, and what the tables were before: exists while a publisher is running, or when one died. */
export const pendingKey = 'locks/pending.json';
export const lockKey = 'locks/publisher.json';
/** Which views were made, and of what. */
export const viewsKey = 'locks/views.json';
/** Which run is in progress. */
export const runLeaseKey = 'locks/run.json';
/** Publishes since the tables were last compacted. */
export const compactionKey = 'locks/compaction.json';

/** Which attempt has which inputs: found again after a crash. */
export const attemptsFolder = 'attempts/';

/** The prefix of staging tables, and of no other table. */
const stagePrefix = 'stage_';

/** An attempt at a step of a run: its staging tables and its folder carry its name. */
export interface Attempt {
  readonly name: string;
  /** Below the lake's folder, with the slash. */
  readonly folder: string;
  /** The name of one of its staging tables. */
  table(name: string): string;
}

/**
 * A new attempt: nothing of an earlier one is in its way, and its name says when it began.
 *
 * @param random in [0, 1).
 * @example
 * createAttempt('01J', new Date('2026-06-01T12:00:00Z'), 0.5).table('bars'); // 'stage_01j_20260601120000_i000_bars'
 */
export function createAttempt(runId: string, at: Date, random: number): Attempt {
  const instant = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const name = `${runKey(runId)}_${instant}_${Math.floor(random * 36 ** 4)
    .toString(36)
    .padStart(4, '0')}`;
  return toAttempt(name);
}

/**
 * The attempt of a name that `createAttempt` gave.
 *
 * @example
 * toAttempt('r1_20260601120000_i000').folder; // 'staging/r1_20260601120000_i000/'
 */
export const toAttempt = (name: string): Attempt => ({
  name,
  folder: `${stagingFolder}${name}/`,
  table: (table) => `${stagePrefix}${name}_${table}`,
});

/**
 * A run's id as names of tables and folders can hold it.
 *
 * @example
 * runKey('01J.A'); // '01j_a'
 */
export const runKey = (runId: string): string => runId.toLowerCase().replace(/[^a-z0-9]/g, '_');

/** The owner of an attempt, as far as its name shows. */
export interface AttemptOwner {
  readonly name: string;
  readonly startedAt: Date;
  isOf(runId: string): boolean;
}

/**
 * The attempt that a key below the staging folder, or a table, belongs to; null for anything else.
 *
 * @example
 * attemptOf('staging/r1_20260601120000_i000/bars/a1/part')?.isOf('R1'); // true
 */
export function attemptOf(keyOrTable: string): AttemptOwner | null {
  const match = /^(?:staging\/|stage_)(([a-z0-9_]*)_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_[a-z0-9]{4})[/_]/.exec(
    keyOrTable,
  );
  if (match === null) return null;
  const [, name = '', run = '', ...parts] = match;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return {
    name,
    startedAt: new Date(Date.UTC(year, month - 1, day, hour, minute, second)),
    isOf: (runId) => runKey(runId) === run,
  };
}
