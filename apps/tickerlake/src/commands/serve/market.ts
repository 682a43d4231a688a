import { RequestError } from '@tickerlake/pipeline';
import { createSimulatedMarket, FREE_PLAN, MarketServerError, startMarketServer } from '@tickerlake/simulated-market';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { untilAborted } from '../../exit/until-aborted.ts';
import { parsePort } from '../../input/parse-port.ts';
import { toJsonText } from '../../output/json.ts';

/** Options of `market`. */
export interface MarketOptions {
  readonly port?: string;
  readonly seed?: string;
  readonly now?: string;
  readonly freePlan?: boolean;
  readonly json?: boolean;
}

/** A client is set up once: its base URL stays the same from day to day. */
const defaultPort = '4660';

/**
 * `tickerlake market`: the simulated market as an HTTP server, a stand-in for the vendor in any language, until Ctrl-C.
 *
 * @throws {RequestError} for a time that is none, and when the port is already in use.
 * @example
 * await market({ port: '4660' }, context); // 0, after Ctrl-C
 */
export async function market(options: MarketOptions, context: CommandContext): Promise<ExitCode> {
  const { seed, now, freePlan = false } = options;
  const fixedMs = now === undefined ? null : Date.parse(now);
  if (Number.isNaN(fixedMs)) throw new RequestError(`--now ${now}: give an instant such as 2026-05-29T21:00:00Z.`);
  const simulated = createSimulatedMarket({
    nowMs: () => fixedMs ?? context.clock.now().getTime(),
    ...(seed !== undefined && { seed }),
    ...(freePlan && { plan: FREE_PLAN, callsPerMinute: 5 }),
  });
  const server = await startMarketServer(simulated, { port: parsePort(options.port ?? defaultPort) }).catch(
    (cause: unknown) => {
      if (cause instanceof MarketServerError)
        throw new RequestError(`Port ${cause.port} of ${cause.host} cannot be used: choose another with --port.`, {
          cause,
        });
      throw cause;
    },
  );
  context.streams.out(
    options.json === true
      ? `${toJsonText({ url: server.url, tickers: simulated.tickers.length })}\n`
      : `A simulated market that answers like the vendor: ${server.url}  (Ctrl-C to stop)\n` +
          `Any key will do, in the header or as apiKey. Try ${server.url}/v2/aggs/ticker/AAPL/prev?apiKey=any\n`,
  );
  await untilAborted(context.signal);
  await server.close();
  return 0;
}
