import {
  askAbsence,
  askReference,
  type BarSource,
  type Calendars,
  type Clock,
  createPolygonSource,
  type FetchChunk,
  quotaWindowMs,
  type ReferenceRequest,
  refusalOf,
  type ToldAbsence,
  type ToldReference,
} from '@tickerlake/pipeline';
import type { LandingRun } from '@tickerlake/pipeline/s3-landing';
import {
  type AttemptFacts,
  AuthError,
  createPolygonClient,
  isPolygonError,
  RateLimitError,
} from '@tickerlake/polygon-client';
import type { ApiKey } from './api-key.ts';
import { type CallQuota, createCallQuota, QuotaSpentError } from './call-quota.ts';
import type { IngestRequest } from './event.ts';
import type { IngestReceipt, LandChunk, RefusedReceipt } from './land-chunk.ts';

/** The result of an invocation. */
export interface IngestAnswer {
  readonly runId: string;
  readonly receipts: readonly IngestReceipt[];
  /** Ids of the chunks that the quota did not cover, in order; none of their rows landed. */
  readonly left: readonly string[];
  /** How long to wait before requesting the rest. */
  readonly waitMs: number;
  /** What the vendor told besides bars; what the quota did not cover is missing. */
  readonly told?: ToldReference;
  /** Why sessions have no bars, in the order of the questions; what the quota did not cover is missing. */
  readonly absences?: readonly ToldAbsence[];
}

/** Dependencies of `ingest`. */
export interface IngestResources {
  readonly apiKey: ApiKey;
  readonly maxCalls: number;
  readonly baseUrl: string | null;
  readonly landChunk: LandChunk;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onAttempt: (facts: AttemptFacts) => void;
  readonly onReceipt: (receipt: IngestReceipt) => void;
}

/** Waiting inside an invocation is billed: only short waits, and never for the quota. */
const retry = { attempts: 3, baseMs: 200, capMs: 1_000, maxRetryAfterMs: 1_000 };

/**
 * Fetches chunks and lands them, as many as the calls of one invocation allow. It never waits for the quota:
 * the remaining chunks are returned to the caller.
 *
 * @throws {KeyError} when the key cannot be read.
 * @throws the client's typed errors and those of the landing; the preceding chunks have landed, and retrying is
 * harmless.
 * @example
 * const { receipts, left, waitMs } = await ingest({ runId, chunks }, resources);
 */
export async function ingest(request: IngestRequest, resources: IngestResources): Promise<IngestAnswer> {
  const quota = createCallQuota(resources.maxCalls);
  const run = { runId: request.runId, startedAt: request.startedAt ?? resources.clock.now() };
  const told = request.reference === undefined ? null : await ask(request.reference, quota, resources);
  const absences = request.absences === undefined ? null : await explainAbsences(request.absences, quota, resources);
  const receipts: IngestReceipt[] = [];
  for (const chunk of request.chunks) {
    const receipt = quota.isSpent()
      ? null
      : await ingestChunk(run, chunk, quota, resources).catch((error: unknown) => {
          const refused = request.holdsBack === true ? refusalOf(error) : null;
          if (refused === null) throw error;
          return toRefused(chunk, refused);
        });
    if (receipt === null) break;
    receipts.push(receipt);
    resources.onReceipt(receipt);
  }
  const left = request.chunks.slice(receipts.length).map((chunk) => chunk.id);
  const waitMs = left.length > 0 ? quotaWindowMs : 0;
  return {
    runId: request.runId,
    receipts,
    left,
    waitMs,
    ...(told !== null && { told }),
    ...(absences !== null && { absences }),
  };
}

/** A spent quota is no failure: later runs ask for the rest. */
async function ask(asked: ReferenceRequest, quota: CallQuota, resources: IngestResources): Promise<ToldReference> {
  const { signal } = new AbortController();
  const last = { isSpent: false };
  const isRefusal = (error: Error): boolean => {
    last.isSpent = isAbout(error, QuotaSpentError);
    return last.isSpent || isPolygonError(error);
  };
  const told = await askReference(await openSource(quota, resources), asked, { signal, isRefusal });
  return last.isSpent ? { ...told, failure: null } : told;
}

/** Answers as many questions as the quota allows. A question during which it runs out has no answer, and is asked again later. */
async function explainAbsences(
  questions: NonNullable<IngestRequest['absences']>,
  quota: CallQuota,
  resources: IngestResources,
): Promise<ToldAbsence[]> {
  const { signal } = new AbortController();
  const isSpent = (error: unknown): boolean => isAbout(error, QuotaSpentError) || isAbout(error, RateLimitError);
  const isRefusal = (error: Error): boolean => !isSpent(error) && isPolygonError(error);
  const source = await openSource(quota, resources);
  const told: ToldAbsence[] = [];
  for (const question of questions) {
    try {
      told.push(await askAbsence(source, question, { calendars: resources.calendars, signal, isRefusal }));
    } catch (error) {
      if (!isSpent(error)) throw error;
      break;
    }
  }
  return told;
}

const toRefused = ({ id, ticker }: FetchChunk, refused: string): RefusedReceipt => ({
  chunkId: id,
  ticker,
  calls: 1,
  rows: 0,
  rowsByDate: {},
  requestIds: [],
  bytes: 0,
  refused,
});

/**
 * The receipt; null when the quota ran out before the chunk was complete. A rejected key is read again once, in case it
 * was rotated.
 */
async function ingestChunk(
  run: LandingRun,
  chunk: FetchChunk,
  quota: CallQuota,
  resources: IngestResources,
): Promise<IngestReceipt | null> {
  try {
    return await fetchAndLand(run, chunk, quota, resources);
  } catch (error) {
    if (isAbout(error, QuotaSpentError) || isAbout(error, RateLimitError)) return null;
    if (!isAbout(error, AuthError)) throw error;
    resources.apiKey.forget();
    if (quota.isSpent()) throw error;
    return fetchAndLand(run, chunk, quota, resources);
  }
}

async function fetchAndLand(
  run: LandingRun,
  chunk: FetchChunk,
  quota: CallQuota,
  resources: IngestResources,
): Promise<IngestReceipt> {
  const source = await openSource(quota, resources);
  const { signal } = new AbortController();
  return resources.landChunk(run, chunk, source.fetchBars(chunk, signal));
}

async function openSource(quota: CallQuota, resources: IngestResources): Promise<BarSource> {
  const { clock, random, baseUrl, onAttempt } = resources;
  const client = createPolygonClient({
    apiKey: await resources.apiKey.get(),
    limiter: quota,
    retry,
    random,
    onAttempt,
    ...(baseUrl !== null && { baseUrl }),
  });
  return createPolygonSource({ client, name: 'polygon', callsPerMinute: resources.maxCalls, clock });
}

/** Whether the error or its cause is an instance of the class: the error of a later page is wrapped. */
function isAbout(error: unknown, kind: abstract new (...args: never[]) => Error): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  return error instanceof kind || isAbout(cause, kind);
}
