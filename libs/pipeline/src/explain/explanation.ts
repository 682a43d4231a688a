import type { RuleCounts } from '@tickerlake/data-quality';
import type { ExplainedWitness } from './witnesses.ts';

/** A derived value: of an hour, of a session, or absent. */
export type ExplainedNumber = number | boolean | null;

/** A base bar of an explanation. Plain JSON. */
export interface ExplainedBar {
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly lengthMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
  readonly vwap: number | null;
  readonly trades: number | null;
  readonly runId: string;
  readonly requestId: string | null;
  /** When the response with it arrived, ISO 8601, UTC. */
  readonly fetchedAt: string;
  /** Whether it decides the value, such as the bar with the highest high. */
  readonly isDecisive: boolean;
  /** The landed line; null when it is gone. */
  readonly raw: {
    readonly path: string;
    /** From 1, in the uncompressed file. */
    readonly line: number;
    readonly text: string;
    /** Whether its numbers are those of the bar. */
    readonly isSame: boolean;
  } | null;
}

/** A run that fetched base bars of the value, and how its rules ended. */
export interface ExplainedRun {
  readonly runId: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly source: string | null;
  readonly outcome: string | null;
  readonly rules: Pick<RuleCounts, 'passed' | 'warned' | 'failed' | 'notEvaluated'>;
  /** The rules that did not pass, as sentences. */
  readonly notPassed: readonly string[];
}

/** Where a published value comes from. Plain JSON. */
export interface Explanation {
  readonly table: string;
  readonly column: string;
  readonly unit: string | null;
  readonly meaning: string;
  readonly ticker: string;
  readonly tradingDate: string;
  readonly session: string;
  readonly grid: string;
  /** Start and end of the hour or session, ISO 8601, UTC. */
  readonly start: string;
  readonly end: string;
  /** The published value. */
  readonly value: ExplainedNumber;
  readonly formula: {
    readonly text: string;
    /** With rounded numbers. */
    readonly numbers: string;
    /** With all their digits. */
    readonly exactNumbers: string;
    /** The columns of the base bars that it reads. */
    readonly reads: readonly string[];
  };
  /** What the formula gives when it is computed again. */
  readonly computed: ExplainedNumber;
  /** From what: the landed lines, or the base bars where a line is gone. */
  readonly computedFrom: 'raw lines' | 'base bars';
  /** Whether the computed value is the published one. */
  readonly isReproduced: boolean;
  readonly bars: readonly ExplainedBar[];
  readonly runs: readonly ExplainedRun[];
  readonly release: {
    readonly id: number;
    readonly publishedAt: string;
    readonly runId: string;
    readonly source: string;
    readonly builds: readonly string[];
  };
  /** Corrections of the hour's `hourly_var`, or of the session's hours, oldest first. */
  readonly corrections: readonly {
    readonly runId: string;
    readonly correctedAt: string;
    readonly start: string;
    readonly oldHourlyVar: number;
    readonly newHourlyVar: number;
  }[];
  /** What other sources have, where they were compared. */
  readonly witnesses: readonly ExplainedWitness[];
  /** Splits since, in order. Prices are stored as traded. */
  readonly splits: readonly {
    readonly executionDate: string;
    readonly splitFrom: number;
    readonly splitTo: number;
    readonly source: string;
  }[];
  readonly notes: readonly string[];
}
