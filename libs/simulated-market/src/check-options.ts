import * as z from 'zod';
import { isDate } from './calendar/civil-day.ts';
import { type SimulatedMarketOptions } from './simulated-market-options.ts';

const WHOLE = z.number().int().min(1);

const CHECKED = z.object({
  callsPerMinute: WHOLE.nullish(),
  plan: z.object({ historyYears: WHOLE.max(1000).optional() }).optional(),
  corrections: z
    .object({ settleMs: z.number().min(0).optional(), share: z.number().min(0).max(1).optional() })
    .optional(),
  splits: z
    .array(
      z.object({
        executionDate: z.string().refine(isDate, { error: 'a date, YYYY-MM-DD' }),
        splitFrom: WHOLE,
        splitTo: WHOLE,
      }),
    )
    .optional(),
  halts: z
    .array(
      z
        .object({ fromMs: z.number().int(), toMs: z.number().int() })
        .refine(({ fromMs, toMs }) => fromMs < toMs, { error: 'fromMs before toMs' }),
    )
    .optional(),
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
