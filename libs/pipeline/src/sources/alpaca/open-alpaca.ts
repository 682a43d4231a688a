import type { BarSource } from '../../ports/bar-source.ts';
import { RequestError } from '../../values/errors.ts';
import { assertSafe } from '../call-api.ts';
import type { SourceTools } from '../source-definition.ts';
import { createAlpacaSource } from './alpaca-source.ts';

/** As the configuration has them. */
export interface AlpacaSettings {
  readonly alpaca: {
    readonly baseUrl: string;
    readonly callsPerMinute: number | null;
    readonly feed: 'sip' | 'iex';
  };
}

/**
 * Alpaca's historical bars, within the quota of the account across commands.
 *
 * @throws {RequestError} when a key is missing, or would go over plain http.
 * @example
 * const source = openAlpaca({ alpaca: { baseUrl, callsPerMinute: 200, feed: 'sip' } }, tools);
 */
export function openAlpaca({ alpaca }: AlpacaSettings, tools: SourceTools): BarSource {
  const [keyId, secretKey] = [tools.secret('APCA_API_KEY_ID'), tools.secret('APCA_API_SECRET_KEY')];
  if (keyId === null || secretKey === null)
    throw new RequestError(
      'Source alpaca needs the keys of an account: set APCA_API_KEY_ID and APCA_API_SECRET_KEY in the environment.',
    );
  assertSafe('alpaca.baseUrl', alpaca.baseUrl);
  const { callsPerMinute } = alpaca;
  return createAlpacaSource({
    ...alpaca,
    keyId,
    secretKey,
    fetch: globalThis.fetch,
    clock: tools.clock,
    limiter: callsPerMinute === null ? null : tools.createLimiter(callsPerMinute),
    onFailure: tools.onFailure,
  });
}
