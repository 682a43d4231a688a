import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContinuousCalendar, createStockCalendar } from '@tickerlake/market-calendar';
import {
  type BarSource,
  type Calendars,
  createPolygonSource,
  type Clock,
  createReplaySource,
  quotaWindowMs,
  RequestError,
} from '@tickerlake/pipeline';
import { type StorePaths, storePaths, writeFileAtomic } from '@tickerlake/pipeline/local';
import { createPolygonClient, defaultBaseUrl } from '@tickerlake/polygon-client';
import { createSimulatedMarket } from '@tickerlake/simulated-market';
import type { Settings } from './settings.ts';
import { retryWait, type SourceWait } from './sources/source-wait.ts';
import { createStoredLimiter } from './sources/stored-limiter.ts';

/** Told of waits for the source, before they begin. */
type OnSourceWait = (wait: SourceWait) => void;

/** The name of a source, and of its store. */
export type SourceName = BarSource['name'];

/**
 * The calendars of the markets that are known.
 *
 * @example
 * const calendars = createCalendars();
 */
export const createCalendars = (): Calendars => ({ XNYS: createStockCalendar(), '24/7': createContinuousCalendar() });

/**
 * The source that a run fetches from: the chosen one; otherwise polygon when a key is set, else the simulated market.
 *
 * @example
 * const name = sourceToRun(settings);
 */
export function sourceToRun(settings: Settings): SourceName {
  return settings.chosenSource ?? (settings.environment.apiKey === null ? 'simulated' : 'polygon');
}

/**
 * The source whose store a reading command looks at: the chosen one, otherwise the one that ran last here.
 *
 * @example
 * const name = await sourceToRead(settings);
 */
export async function sourceToRead(settings: Settings): Promise<SourceName> {
  if (settings.chosenSource !== null) return settings.chosenSource;
  const last = await readFile(join(settings.dataDir, 'last-source'), 'utf8').catch(() => '');
  const names = ['polygon', 'simulated', 'replay'] as const;
  return names.find((name) => name === last.trim()) ?? sourceToRun(settings);
}

/**
 * Remembers which source ran last. Each source has its own store, so simulated and real bars never mix.
 *
 * @example
 * await rememberSource(settings, 'replay');
 */
export const rememberSource = (settings: Settings, source: SourceName): Promise<void> =>
  writeFileAtomic(join(settings.dataDir, 'last-source'), `${source}\n`);

/**
 * The store of a source.
 *
 * @example
 * storeOf(settings, 'replay').root; // '.tickerlake/replay'
 */
export const storeOf = (settings: Settings, source: SourceName): StorePaths =>
  storePaths(join(settings.dataDir, source));

/**
 * Builds a source from the settings: the one place that knows all three.
 *
 * @param onWait told of each wait for the quota and before each repeated call, before it begins.
 * @param onRead told of every 500 files that are read of a folder of recorded answers.
 * @throws {RequestError} when its key or folder is missing.
 * @example
 * const source = createSource('simulated', settings, createCalendars(), systemClock);
 */
export function createSource(
  name: SourceName,
  settings: Settings,
  calendars: Calendars,
  clock: Clock,
  onWait: OnSourceWait = () => undefined,
  onRead: OnRead = () => undefined,
): BarSource {
  if (name === 'replay') return createReplay(settings, calendars, clock, onRead);
  return name === 'polygon' ? createPolygon(settings, clock, onWait) : createSimulated(settings, clock);
}

/**
 * The host that gets the API key; null for a source that needs none.
 *
 * @example
 * vendorHost(settings, 'polygon'); // 'api.massive.com'
 */
export const vendorHost = (settings: Settings, name: SourceName): string | null =>
  name === 'polygon' ? new URL(settings.config.polygon.baseUrl).host : null;

/**
 * What the user should know before the API key goes to another host than the vendor's own, such as one that a configuration file in the
 * folder names; null when there is nothing to say.
 *
 * @example
 * foreignHostNote(settings, 'polygon'); // 'calls and the API key go to gateway.example, ...'
 */
export function foreignHostNote(settings: Settings, name: SourceName): string | null {
  const host = vendorHost(settings, name);
  if (host === null || host === new URL(defaultBaseUrl).host) return null;
  return `calls and the API key go to ${host}, not to ${new URL(defaultBaseUrl).host}: polygon.baseUrl or --base-url says so.`;
}

/** Told how many recorded answers of a large folder are read. */
type OnRead = (read: number, of: number) => void;

function createReplay(settings: Settings, calendars: Calendars, clock: Clock, onProgress: OnRead): BarSource {
  if (settings.replayDir === null)
    throw new RequestError('Source replay needs a folder of recorded answers: add --replay-dir <folder>.');
  const bar = settings.replayBar === null ? {} : { bar: settings.replayBar };
  return createReplaySource({ folder: settings.replayDir, calendars, clock, onProgress, ...bar });
}

function createPolygon(settings: Settings, clock: Clock, onWait: OnSourceWait): BarSource {
  const { config, environment } = settings;
  if (environment.apiKey === null) {
    throw new RequestError(
      'Source polygon needs an API key: set MASSIVE_API_KEY (or POLYGON_API_KEY) in the environment. Without one, use --source simulated.',
    );
  }
  const { baseUrl, callsPerMinute } = config.polygon;
  const path = join(storeOf(settings, 'polygon').root, 'calls.json');
  const limiter =
    callsPerMinute === null
      ? {}
      : {
          limiter: createStoredLimiter({
            path,
            maxStarts: callsPerMinute,
            windowMs: quotaWindowMs,
            clock,
            onWait: (waitMs) =>
              onWait({ waitMs, isQuota: true, text: `the quota of ${callsPerMinute} calls a minute` }),
          }),
        };
  const client = createPolygonClient({
    apiKey: environment.apiKey,
    baseUrl,
    ...limiter,
    onRetry: (facts) => onWait(retryWait(facts)),
  });
  return createPolygonSource({ client, name: 'polygon', callsPerMinute, clock });
}

function createSimulated({ config }: Settings, clock: Clock): BarSource {
  const market = createSimulatedMarket({
    seed: config.simulated.seed,
    nowMs: () => clock.now().getTime(),
    callsPerMinute: null,
  });
  const client = createPolygonClient({ apiKey: 'simulated', fetch: market.fetch });
  return createPolygonSource({ client, name: 'simulated', callsPerMinute: null, clock });
}
