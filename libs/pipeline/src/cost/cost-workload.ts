/** What decides the bill of a month: how much is fetched, how often, and who looks at it. */
export interface CostWorkload {
  readonly name: string;
  readonly tickers: number;
  /** Bars of one ticker and session that the vendor sends: 16 clock hours, or at most 960 minutes with extended hours. */
  readonly barsPerSession: number;
  readonly sessionsPerMonth: number;
  readonly runsPerMonth: number;
  /** Sessions that one run reads: the new one, and those that are read again for corrections. */
  readonly sessionsPerRun: number;
  /** Sessions of history that are kept, in the month that is estimated. */
  readonly sessionsKept: number;
  /** Calls that one invocation may make before it hands back; it never waits for the quota. */
  readonly callsPerInvocation: number;
  /** Panels that are drawn in a month and not answered from a reused result. */
  readonly panelReads: number;
}

/**
 * The workloads of `docs/cost.md`. Minute bars are read once a session, as the end-of-day plans send them.
 *
 * @example
 * const [seven] = costWorkloads;
 */
export const costWorkloads = [
  { name: '7 tickers, hour bars, every hour', tickers: 7, barsPerSession: 16, sessionsPerMonth: 21, runsPerMonth: 730, sessionsPerRun: 4, sessionsKept: 21, callsPerInvocation: 5, panelReads: 1_000 },
  { name: '500 tickers, minute bars, once a session', tickers: 500, barsPerSession: 960, sessionsPerMonth: 21, runsPerMonth: 21, sessionsPerRun: 4, sessionsKept: 21, callsPerInvocation: 100, panelReads: 1_000 },
  { name: '10,000 tickers, minute bars, once a session', tickers: 10_000, barsPerSession: 960, sessionsPerMonth: 21, runsPerMonth: 21, sessionsPerRun: 4, sessionsKept: 21, callsPerInvocation: 500, panelReads: 1_000 },
] as const satisfies readonly CostWorkload[];
