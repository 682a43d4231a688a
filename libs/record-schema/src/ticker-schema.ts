import * as z from 'zod';
import { tickerFault, tickerPattern } from './ticker-fault.ts';
import { isUniverseName } from './universes.ts';

/**
 * A ticker that can be requested; its error is the text of `tickerFault`.
 *
 * @example
 * tickerSchema.parse('BRK.B');
 */
export const tickerSchema = z
  .string()
  .regex(tickerPattern, 'a ticker holds letters, digits, "." and ":" (AAPL, BRK.B, X:BTCUSD)')
  .superRefine((text, context) => {
    const message = tickerPattern.test(text) ? tickerFault(text) : null;
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

/**
 * A ticker, or the name of a universe.
 *
 * @example
 * tickerOrUniverseSchema.parse('magnificent7');
 */
export const tickerOrUniverseSchema = z.string().superRefine((text, context) => {
  const message = isUniverseName(text) ? null : tickerFault(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});
