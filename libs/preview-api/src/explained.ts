/** A value of an hour or a session. */
export type ExplainedValue = number | boolean | null;

/** A base bar of an explained value. Instants are ISO 8601 in UTC. */
export interface ExplainedBar {
  readonly start: string;
  readonly lengthMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
  readonly runId: string;
  readonly requestId: string | null;
  readonly fetchedAt: string;
  /** Whether it decides the value, such as the bar with the highest high. */
  readonly isDecisive: boolean;
  /** Its line in a landed file; null when that is gone. */
  readonly raw: {
    readonly path: string;
    readonly line: number;
    readonly text: string;
    readonly isSame: boolean;
  } | null;
}

/** Where a point of a chart comes from: the answer to the question `explain`. Instants are ISO 8601 in UTC. */
export interface Explained {
  readonly table: string;
  readonly column: string;
  readonly unit: string | null;
  readonly meaning: string;
  readonly ticker: string;
  readonly tradingDate: string;
  /** The hour, or the session. */
  readonly start: string;
  readonly end: string;
  readonly value: ExplainedValue;
  /** In words, with rounded numbers, and with all their digits. */
  readonly formula: { readonly text: string; readonly numbers: string; readonly exactNumbers: string };
  /** What the formula gives when it is computed again, and from what. */
  readonly computed: ExplainedValue;
  readonly computedFrom: 'raw lines' | 'base bars';
  readonly isReproduced: boolean;
  readonly bars: readonly ExplainedBar[];
  readonly runs: readonly {
    readonly runId: string;
    readonly startedAt: string | null;
    readonly source: string | null;
    readonly outcome: string | null;
    readonly rules: {
      readonly passed: number;
      readonly warned: number;
      readonly failed: number;
      readonly notEvaluated: number;
    };
    readonly notPassed: readonly string[];
  }[];
  readonly release: { readonly id: number; readonly publishedAt: string; readonly builds: readonly string[] };
  readonly corrections: readonly {
    readonly runId: string;
    readonly correctedAt: string;
    readonly start: string;
    readonly oldHourlyVar: number;
    readonly newHourlyVar: number;
  }[];
  /** After the trading date. */
  readonly splits: readonly { readonly executionDate: string; readonly splitFrom: number; readonly splitTo: number }[];
  /** Why something is missing. */
  readonly notes: readonly string[];
}
