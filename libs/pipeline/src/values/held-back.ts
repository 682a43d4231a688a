import * as z from 'zod';

/**
 * Schema of a ticker that was held back, in a manifest or a report.
 *
 * @example
 * z.array(heldBackSchema).parse(manifest.heldBack);
 */
export const heldBackSchema = z.object({ ticker: z.string(), reason: z.string() });

/** A ticker whose new bars a run did not publish, and why, in a sentence; its published bars stay. Plain JSON. */
export type HeldBack = Readonly<z.infer<typeof heldBackSchema>>;

/**
 * Held-back tickers in sentences; none when there are none.
 *
 * @example
 * heldBackText([{ ticker: 'I:NDX', reason: 'the plan does not include it' }]);
 */
export const heldBackText = (heldBack: readonly HeldBack[]): string[] =>
  heldBack.map(({ ticker, reason }) => `${ticker} is held back: ${reason}`);
