/** What determines the cost of a month: how much is fetched, how often, and how many panels are read. */
export interface CostWorkload {
  readonly name: string;
  readonly tickers: number;
  /** Bars per ticker and session from the vendor: 16 clock hours, or up to 960 minutes with extended hours. */
  readonly barsPerSession: number;
  readonly sessionsPerMonth: number;
  readonly runsPerMonth: number;
  /** Sessions that one run reads: the new one, and those read again for corrections. */
  readonly sessionsPerRun: number;
  /** Sessions of history that are kept in the estimated month. */
  readonly sessionsKept: number;
  /** Calls per invocation; it never waits for the quota. */
  readonly callsPerInvocation: number;
  /** Panels drawn per month without a reused result. */
  readonly panelReads: number;
}

/**
 * The workloads of `docs/cost.md`. Minute bars are read once a session, as the end-of-day plans send them.
 *
 * @example
 * const [seven] = costWorkloads;
 */
export const costWorkloads = [
  {
    name: '7 tickers, hour bars, every hour',
    tickers: 7,
    barsPerSession: 16,
    sessionsPerMonth: 21,
    runsPerMonth: 730,
    sessionsPerRun: 4,
    sessionsKept: 21,
    callsPerInvocation: 5,
    panelReads: 1_000,
  },
  {
    name: '500 tickers, minute bars, once a session',
    tickers: 500,
    barsPerSession: 960,
    sessionsPerMonth: 21,
    runsPerMonth: 21,
    sessionsPerRun: 4,
    sessionsKept: 21,
    callsPerInvocation: 100,
    panelReads: 1_000,
  },
  {
    name: '10,000 tickers, minute bars, once a session',
    tickers: 10_000,
    barsPerSession: 960,
    sessionsPerMonth: 21,
    runsPerMonth: 21,
    sessionsPerRun: 4,
    sessionsKept: 21,
    callsPerInvocation: 500,
    panelReads: 1_000,
  },
] as const satisfies readonly CostWorkload[];
