import { resolve } from 'node:path';
import { createCalendars, RequestError } from '@tickerlake/pipeline';
import {
  createSimulatedMarket,
  FREE_PLAN,
  MarketServerError,
  type SimulatedMarket,
  startMarketServer,
} from '@tickerlake/simulated-market';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { isTradingDate } from '@tickerlake/market-calendar';
import { parseTickers } from '../../input/parse-tickers.ts';
import { writeFlatFiles } from './write-flat-files.ts';
import { untilAborted } from '../../exit/until-aborted.ts';
import { parsePort } from '../../input/parse-port.ts';
import { toJsonText } from '../../output/json.ts';

/** Options of `market`. */
export interface MarketOptions {
  readonly port?: string;
  readonly seed?: string;
  readonly now?: string;
  readonly freePlan?: boolean;
  readonly flatFiles?: string;
  readonly from?: string;
  readonly to?: string;
  readonly tickers?: string;
  readonly json?: boolean;
}

/** A client is set up once: its base URL stays the same from day to day. */
const defaultPort = '4660';

/**
 * `tickerlake market`: the simulated market as an HTTP server, a stand-in for the vendor in any language, until Ctrl-C.
 *
 * With `--flat-files` it writes its files instead.
 *
 * @throws {RequestError} for a time that is none, for flat files without a range, and when the port is already in use.
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
  if (options.flatFiles !== undefined) return writeFiles(simulated, { ...options, folder: options.flatFiles }, context);
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

async function writeFiles(
  simulated: SimulatedMarket,
  { folder, from, to, tickers }: MarketOptions & { readonly folder: string },
  { cwd, signal, streams }: CommandContext,
): Promise<ExitCode> {
  if (from === undefined || to === undefined || !isTradingDate(from) || !isTradingDate(to) || from > to)
    throw new RequestError('--flat-files needs --from and --to, the first and the last date, for example 2026-05-29.');
  const path = resolve(cwd, folder);
  const files = await writeFlatFiles(simulated, {
    folder: path,
    from,
    to,
    calendars: createCalendars({}),
    signal,
    ...(tickers !== undefined && { tickers: parseTickers(tickers) }),
  });
  streams.out(`${files} flat files are in ${path}. Read them with "tickerlake run --flat-files ${path}".\n`);
  return 0;
}
