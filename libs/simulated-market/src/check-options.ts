import * as z from 'zod';
import { isDate } from './calendar/civil-day.ts';
import { type TickerProfile } from './tickers/ticker-profile.ts';
import { type SimulatedMarketOptions } from './simulated-market-options.ts';

const WHOLE = z.number().int().min(1);

const DATE = z.string().refine(isDate, { error: 'a date, YYYY-MM-DD' });
const SPAN_ERROR = { error: 'fromMs before toMs' };
const isSpan = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): boolean => fromMs < toMs;

const CHECKED = z.object({
  callsPerMinute: WHOLE.nullish(),
  plan: z.object({ historyYears: WHOLE.max(1000).optional() }).optional(),
  corrections: z
    .object({ settleMs: z.number().min(0).optional(), share: z.number().min(0).max(1).optional() })
    .optional(),
  splits: z
    .array(
      z.object({
        executionDate: DATE,
        splitFrom: WHOLE,
        splitTo: WHOLE,
      }),
    )
    .optional(),
  events: z
    .array(
      z
        .object({
          kind: z.string(),
          ticker: z.string().min(1),
          date: DATE.optional(),
          formerTo: DATE.optional(),
          percent: z.number().gt(0).lt(100).optional(),
        })
        .refine(({ date, formerTo }) => date === undefined || formerTo === undefined || formerTo < date, {
          error: 'formerTo before date',
        }),
    )
    .optional(),
  missing: z
    .array(z.object({ fromMs: z.number().int(), toMs: z.number().int() }).refine(isSpan, SPAN_ERROR))
    .optional(),
  halts: z.array(z.object({ fromMs: z.number().int(), toMs: z.number().int() }).refine(isSpan, SPAN_ERROR)).optional(),
});

/**
 * An invalid option of the simulated market.
 */
export class SimulatedMarketOptionsError extends Error {
  override readonly name = 'SimulatedMarketOptionsError';
  readonly transient = false;
  /** Which option: `splits.0.splitTo`. */
  readonly option: string;

  constructor(option: string, problem: string) {
    super(`The option ${option} is invalid: ${problem}. Fix it in the call of createSimulatedMarket.`);
    this.option = option;
  }
}

/**
 * Checks what types cannot express: ranges of numbers and dates.
 *
 * @throws SimulatedMarketOptionsError naming the first invalid option
 * @example
 * checkOptions({ callsPerMinute: 5 });
 */
export function checkOptions(options: SimulatedMarketOptions): void {
  const issue = CHECKED.safeParse(options).error?.issues[0];
  if (issue !== undefined) throw new SimulatedMarketOptionsError(issue.path.join('.'), issue.message);
}

/**
 * Checks that events leave no ticker that ends before it begins.
 *
 * @throws SimulatedMarketOptionsError naming the ticker
 * @example
 * checkLives(applyEvents(profiles, events));
 */
export function checkLives(profiles: readonly TickerProfile[]): void {
  for (const { ticker, listedOn, delistedOn } of profiles)
    if (delistedOn !== null && delistedOn < listedOn)
      throw new SimulatedMarketOptionsError(
        'events',
        `${ticker} would be delisted on ${delistedOn}, before its listing on ${listedOn}`,
      );
}
