import { dirname } from 'node:path';
import type { LocalStart } from './local-start.ts';

/** What is scheduled, for every kind of scheduler. Paths are absolute. */
export interface ScheduledRun {
  /** The program and its arguments. */
  readonly argv: readonly string[];
  /** What a person types before the name of a command. */
  readonly typedAs: string;
  /** Where it runs. */
  readonly folder: string;
  /** Lines `NAME=value` with the secrets; read if it exists. */
  readonly environmentFile: string;
  /** Of schedulers that keep no log of their own. */
  readonly logFile: string;
  /** Wanted start in New York, `HH:MM`. */
  readonly newYorkTime: string;
  readonly local: LocalStart;
  /** The machine's zone, as IANA names it. */
  readonly zone: string;
}

/** The lines of one scheduler. */
export interface ScheduleText {
  /** To be saved or piped as it is. */
  readonly text: string;
  readonly install: readonly string[];
  readonly remove: readonly string[];
}

/**
 * A time of the day on the machine's clock.
 *
 * @example
 * timeText({ hour: 1, minute: 30 }); // '01:30'
 */
export const timeText = ({ hour, minute }: Pick<LocalStart, 'hour' | 'minute'>): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/**
 * How a scheduler without time zones keeps to New York, as sentences.
 *
 * @example
 * zoneNote(run)[0]; // 'It starts at 01:30 on the clock of this machine (UTC).'
 */
export const zoneNote = ({ local, newYorkTime, zone }: ScheduledRun): string[] => [
  `It starts at ${timeText(local)} on the clock of this machine (${zone}).`,
  local.mostLateMinutes === 0
    ? `That is ${newYorkTime} in New York all year.`
    : `That is ${newYorkTime} in New York or up to ${local.mostLateMinutes} minutes later, never earlier: clocks change on different days.`,
  'Print it again when the machine moves to another time zone.',
];

/**
 * A word for a POSIX shell.
 *
 * @example
 * shellWord("it's"); // "'it'\\''s'"
 */
export const shellWord = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * The run as a line for a POSIX shell: secrets from the environment file, output to the log.
 *
 * @example
 * shellLine(run);
 */
export const shellLine = ({ argv, folder, environmentFile, logFile }: ScheduledRun): string => {
  const file = shellWord(environmentFile);
  return `set -a; if [ -r ${file} ]; then . ${file}; fi; set +a; mkdir -p ${shellWord(dirname(logFile))} && cd ${shellWord(folder)} && ${argv.map(shellWord).join(' ')} >> ${shellWord(logFile)} 2>&1`;
};
