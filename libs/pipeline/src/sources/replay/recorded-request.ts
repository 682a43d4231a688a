import * as z from 'zod';
import { parseBarLength } from '../bar-length-text.ts';

/** What recorders store with an answer: the request's parameters, or its URL. */
const requestSchema = z.looseObject({
  multiplier: z.int().positive().optional(),
  timespan: z.string().optional(),
  url: z.string().optional(),
  request_url: z.string().optional(),
  next_url: z.string().nullish(),
});

/**
 * The bar length that a recorded answer itself states: `multiplier` and `timespan`, or the URL of the request (`url`,
 * `request_url`, `next_url`).
 *
 * @returns milliseconds; null when the answer states none.
 * @example
 * recordedBarLength({ multiplier: 5, timespan: 'minute' }); // 300_000
 */
export function recordedBarLength(body: unknown): number | null {
  const { data } = requestSchema.safeParse(body);
  if (data === undefined) return null;
  if (data.timespan !== undefined) return parseBarLength(`${data.multiplier ?? 1}${data.timespan}`);
  const [, multiplier, timespan] =
    /\/range\/(\d+)\/([a-z]+)\//.exec(data.url ?? data.request_url ?? data.next_url ?? '') ?? [];
  return timespan === undefined ? null : parseBarLength(`${multiplier}${timespan}`);
}
