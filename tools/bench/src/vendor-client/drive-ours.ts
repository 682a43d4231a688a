import { inspect } from 'node:util';
import { createPolygonClient } from '@tickerlake/polygon-client';
import { abortReason } from './outcome.ts';
import { canaryKey, type Drive } from './observe.ts';

/**
 * Asks with our client. Its waits between attempts are short.
 *
 * @example
 * const observed = await observe(scenario, driveOurs);
 */
export const driveOurs: Drive = async (baseUrl, { abortAfterMs, attemptTimeoutMs = 30_000 }) => {
  const client = createPolygonClient({ apiKey: canaryKey, baseUrl, attemptTimeoutMs, retry: { baseMs: 1 } });
  const caller = new AbortController();
  if (abortAfterMs !== undefined) setTimeout(() => caller.abort(new Error(abortReason)), abortAfterMs);
  const range = { multiplier: 1, timespan: 'minute', from: '2026-05-20', to: '2026-05-20', adjusted: false } as const;
  const starts: number[] = [];
  try {
    for await (const bar of client.bars({ ticker: 'AAPL', ...range, signal: caller.signal })) starts.push(bar.startMs);
    return { starts, returned: null, error: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hasKey = inspect(error, { depth: Infinity, showHidden: true }).includes(canaryKey);
    return { starts, returned: null, error: { name: error.name, message: error.message, hasKey } };
  }
};
