import { type BarSource, type Calendars, type Clock, quotaWindowMs, sourceNamed } from '@tickerlake/pipeline';
import { openDuckDb } from '@tickerlake/pipeline/local';
import { createSimulatedMarket } from '@tickerlake/simulated-market';
import { join } from 'node:path';
import type { Settings } from '../settings.ts';
import { storeOf } from '../store-of.ts';
import { retryWait, type SourceWait } from './source-wait.ts';
import { createStoredLimiter } from './stored-limiter.ts';

/** What a command gives to a source. */
export interface OpenSource {
  readonly calendars: Calendars;
  readonly clock: Clock;
  /** Called before each wait for the quota and before each repeated call. */
  readonly onWait: (wait: SourceWait) => void;
  /** Called now and then while many files are read. */
  readonly onRead?: (read: number, total: number) => void;
}

/**
 * The source of a run, within the quota of its key across commands.
 *
 * @throws {RequestError} when its key or folder is missing.
 * @example
 * const source = await openSource(settings, { calendars, clock, onWait });
 */
export function openSource(settings: Settings, { calendars, clock, onWait, onRead }: OpenSource): Promise<BarSource> {
  const { config, environment, sourceToRun } = settings;
  const folder = storeOf(settings, sourceToRun).root;
  const path = join(folder, 'calls.json');
  return sourceNamed(sourceToRun).open(config, {
    calendars,
    clock,
    folder,
    secret: (variable) =>
      variable === 'MASSIVE_API_KEY' ? environment.apiKey : environment.sourceSecrets?.[variable]?.trim() || null,
    createLimiter: (callsPerMinute) =>
      createStoredLimiter({
        path,
        maxStarts: callsPerMinute,
        windowMs: quotaWindowMs,
        clock,
        onWait: (waitMs, isDamaged) =>
          onWait({
            waitMs,
            isQuota: !isDamaged,
            text: isDamaged
              ? `${path} is damaged, so it is not known how much of the quota is left; it is written again`
              : `the quota of ${callsPerMinute} calls a minute`,
          }),
      }),
    onRetry: (facts) => onWait(retryWait(facts)),
    onFailure: (waitMs, text) => onWait({ waitMs, text, isQuota: false }),
    onRead: (read, total) => onRead?.(read, total),
    openEngine: (tempDirectory) => openDuckDb<unknown>({ tempDirectory, memoryLimit: config.memoryLimit }),
    openS3: async ({ endpoint, region, ...credentials }) =>
      new (await import('@aws-sdk/client-s3')).S3({ endpoint, region, credentials, forcePathStyle: true }),
    simulatedFetch: (seed) =>
      createSimulatedMarket({
        seed,
        calendar: config.calendar,
        nowMs: () => clock.now().getTime(),
        callsPerMinute: null,
      }).fetch,
  });
}
