import { parseTrinoAnswer, type TrinoAnswer } from './trino-answer.ts';
import { postHeaders, type TrinoQueryOptions, type TrinoSession } from './trino-headers.ts';
import type { TrinoRawValue } from './trino-json.ts';
import { TrinoQueryError } from './trino-query-error.ts';
import {
  sendTrinoRequest,
  type TrinoFetch,
  type TrinoRequest,
  TrinoRequestError,
  type TrinoRequestPolicy,
} from './send-trino-request.ts';
import { toTrinoStatistics, type TrinoStatistics } from './trino-statistics.ts';
import { toTrinoType, type TrinoType } from './trino-type.ts';
import type { Clock } from '../calls/clock.ts';

/** What a Trino client works with. */
export interface TrinoClientOptions extends TrinoSession {
  /** The coordinator: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The platform's `fetch`, or a compatible function. */
  readonly fetch: TrinoFetch;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Sent with every request, for clusters that ask who one is: `{ authorization: 'Basic ...' }`. Never part of an error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A request without an answer after this long is made again, in ms. Default 60,000; Trino itself answers within some seconds. */
  readonly deadlineMs?: number;
  /** How long in a row requests are made again while Trino is away or busy, in ms. Default 120,000. */
  readonly patienceMs?: number;
}

/** A column of a result. */
export interface TrinoColumn {
  readonly name: string;
  /** As Trino prints it: `decimal(10,2)`, `row(a bigint)`. */
  readonly type: string;
  /** The same, taken apart. */
  readonly signature: TrinoType;
}

/** One answer of Trino's: as many rows as it chose to send, often none. */
export interface TrinoPage {
  readonly queryId: string;
  /** Null as long as Trino has not planned the query; later the same on every page. */
  readonly columns: readonly TrinoColumn[] | null;
  /**
   * Values as Trino's JSON has them, numbers as their own text (see `TrinoRawValue`): a bigint `'9007199254740993'`, a
   * double `'44850.0'`, NaN and the infinities `'NaN'`, `'Infinity'`, a decimal `'1.50'`, a date `'2026-05-29'`, a timestamp
   * `'2026-05-29 19:30:00.123'`, with time zone `'... America/New_York'`, varbinary base64, a row or array an array, a map an object.
   */
  readonly rows: readonly (readonly TrinoRawValue[])[];
  readonly statistics: TrinoStatistics;
  /** `CREATE TABLE`, `INSERT`, `MERGE` and so on; null for a SELECT. */
  readonly updateType: string | null;
  /** Rows that the statement changed; null when Trino does not say. */
  readonly updateCount: bigint | null;
  /** Whether nothing comes after this page. */
  readonly isLast: boolean;
  /** The query's page in Trino's own web interface. */
  readonly infoUri: string | null;
}

/** Runs statements on a Trino cluster. */
export interface TrinoClient {
  /**
   * The answers to a statement, one by one as Trino gives them, also those without rows: the first comes at once and has
   * the query's id, each has its state and statistics. Ending the iteration early or aborting cancels the query.
   *
   * @throws {TrinoQueryError} as soon as Trino reports that the query failed, or cannot be reached; the signal's reason when aborted.
   */
  pages(sql: string, options?: TrinoQueryOptions): AsyncGenerator<TrinoPage, void, undefined>;
}

/** How long a cancel may take; Trino itself abandons a query that is not polled for 5 minutes. */
const cancelPatienceMs = 5_000;

/**
 * Trino's own protocol over `fetch`: `POST /v1/statement`, then `nextUri` until there is none, `DELETE` to cancel. Each page
 * holds Trino's texts of the values by column type, the statistics so far (`physicalInputBytes` is what Athena bills as
 * scanned) and the query's state. Session properties, catalogue and schema are given with each statement; nothing is shared
 * between statements, so one client serves any number at once.
 *
 * @throws {TypeError} for a `url` that is none.
 * @example
 * const trino = createTrinoClient({ url: 'http://127.0.0.1:8080', user: 'tickerlake', fetch, clock, random: Math.random });
 * for await (const page of trino.pages('select 1 as one')) for (const row of page.rows) use(row, page.columns);
 */
export function createTrinoClient(options: TrinoClientOptions): TrinoClient {
  const origin = new URL(options.url).origin;
  const policy: TrinoRequestPolicy = {
    fetch: options.fetch,
    clock: options.clock,
    random: options.random,
    deadlineMs: options.deadlineMs ?? 60_000,
    patienceMs: options.patienceMs ?? 120_000,
  };
  const always = { ...options.headers };

  async function* pages(sql: string, how: TrinoQueryOptions = {}): AsyncGenerator<TrinoPage, void, undefined> {
    let request: TrinoRequest | null = {
      method: 'POST',
      url: `${origin}/v1/statement`,
      headers: { ...always, ...postHeaders(options, how) },
      body: sql,
    };
    let known: Pick<TrinoPage, 'columns'> & { queryId: string | null; statistics: TrinoStatistics | null } = {
      queryId: null,
      columns: null,
      statistics: null,
    };
    try {
      while (request !== null) {
        const answer: TrinoAnswer = await ask(request, sql, known, how.signal);
        const page = toPage(answer, known.columns);
        known = page;
        request =
          answer.nextUri === undefined
            ? null
            : { method: 'GET', url: sameOrigin(answer.nextUri, sql, page), headers: always };
        if (answer.error !== undefined)
          throw new TrinoQueryError({ sql, queryId: page.queryId, failure: answer.error, statistics: page.statistics });
        yield page;
      }
    } finally {
      if (request?.method === 'GET') await cancel(request.url);
    }
  }

  async function ask(
    request: TrinoRequest,
    sql: string,
    known: { queryId: string | null; statistics: TrinoStatistics | null },
    signal: AbortSignal | undefined,
  ): Promise<TrinoAnswer> {
    try {
      return parseTrinoAnswer(await sendTrinoRequest(request, policy, signal));
    } catch (cause) {
      signal?.throwIfAborted();
      const isRequest = cause instanceof TrinoRequestError;
      const reason = isRequest
        ? cause.message
        : `${origin} gave an answer that is not Trino's: ${cause instanceof Error ? cause.message.slice(0, 300) : String(cause)}`;
      throw new TrinoQueryError({
        sql,
        ...known,
        failure: null,
        reason,
        transient: isRequest && cause.transient,
        cause,
      });
    }
  }

  function sameOrigin(nextUri: string, sql: string, page: TrinoPage): string {
    if (URL.canParse(nextUri) && new URL(nextUri).origin === origin) return nextUri;
    const reason = `its next page is at ${nextUri.slice(0, 100)}, not at ${origin}: behind a proxy set http-server.process-forwarded=true on Trino, or use the address that Trino gives`;
    throw new TrinoQueryError({ sql, queryId: page.queryId, failure: null, statistics: page.statistics, reason });
  }

  /** The caller has stopped listening, so a failed cancel is not reported. */
  async function cancel(nextUri: string): Promise<void> {
    await sendTrinoRequest(
      { method: 'DELETE', url: nextUri, headers: always },
      { ...policy, deadlineMs: cancelPatienceMs, patienceMs: cancelPatienceMs },
    ).catch(() => undefined);
  }

  return { pages };
}

function toPage(answer: TrinoAnswer, knownColumns: readonly TrinoColumn[] | null): TrinoPage {
  return {
    queryId: answer.id,
    columns:
      knownColumns ??
      answer.columns?.map(({ name, type, typeSignature }) => ({ name, type, signature: toTrinoType(typeSignature) })) ??
      null,
    rows: answer.data ?? [],
    statistics: toTrinoStatistics(answer.stats),
    updateType: answer.updateType ?? null,
    updateCount: answer.updateCount == null ? null : BigInt(answer.updateCount),
    isLast: answer.nextUri === undefined,
    infoUri: answer.infoUri ?? null,
  };
}
