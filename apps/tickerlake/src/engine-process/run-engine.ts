import { createDuckDbEngine, EngineFailure } from '@tickerlake/local-athena';
import { interruptOnAbort, readRows, RefusedSql, storePaths } from '@tickerlake/pipeline/local';
import { servedDatabase, servedTables } from './served-database.ts';
import { cutRows } from './cut-rows.ts';
import { leasePublished } from './lease-published.ts';
import {
  type FromEngine,
  isStatementPage,
  type SentError,
  type SentPage,
  type ToEngine,
  toEngine,
} from './messages.ts';

/** A running statement. */
interface Work {
  readonly abort: AbortController;
  more(): void;
}

/**
 * The engine's process: runs statements on the published tables of a store for the server that started it, and ends with it. A fault of
 * the engine, however hard, ends this process and not the server.
 *
 * @param root the store's folder.
 * @example
 * await runEngine('.tickerlake/simulated');
 */
export async function runEngine(root: string): Promise<void> {
  if (process.send === undefined)
    throw new TypeError('The engine is started by "tickerlake preview" and "tickerlake serve", not by hand.');
  const lease = leasePublished(storePaths(root));
  const engine = createDuckDbEngine({
    database: servedDatabase,
    tables: servedTables,
    async lease() {
      const {
        session: { connection },
        release,
      } = await lease();
      return {
        connection: {
          stream: (sql) => connection.stream(sql).catch(failAsAthena),
          interrupt: () => connection.interrupt(),
        },
        release: () => void release(),
      };
    },
  });

  async function* rowsOf(sql: string, signal: AbortSignal): AsyncGenerator<SentPage, void, undefined> {
    const { session, release } = await lease();
    const stopping = interruptOnAbort(session.connection, signal);
    try {
      signal.throwIfAborted();
      yield* readRows(session, sql);
    } finally {
      stopping.end();
      await release();
    }
  }

  const works = new Map<number, Work>();
  const start = (message: Extract<ToEngine, { kind: 'rows' | 'statement' }>): void => {
    const abort = new AbortController();
    const pages =
      message.kind === 'rows'
        ? rowsOf(message.sql, abort.signal)
        : engine.run({ ...message.statement, signal: abort.signal });
    let wake = (): void => undefined;
    const asked = (): Promise<void> => new Promise((resolve) => (wake = resolve));
    abort.signal.addEventListener('abort', () => wake());
    works.set(message.id, { abort, more: () => wake() });
    void sendPages(message.id, pages, asked, abort.signal).finally(() => works.delete(message.id));
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined); // The server ends this process.
  process.on('message', (received) => {
    const message = toEngine.parse(received);
    if (message.kind === 'rows' || message.kind === 'statement') start(message);
    else if (message.kind === 'more') works.get(message.id)?.more();
    else works.get(message.id)?.abort.abort(new Error('The statement was stopped.'));
  });
  await new Promise<void>((resolve) => process.once('disconnect', resolve));
  // An ordinary exit waits for the thread of a running statement, whose server is gone.
  process.kill(process.pid, 'SIGKILL');
}

async function sendPages(
  id: number,
  pages: AsyncIterable<SentPage>,
  asked: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const page of pages) {
      for (const piece of cutPage(page)) {
        const next = asked();
        send({ kind: 'page', id, page: piece });
        await next;
        signal.throwIfAborted();
      }
    }
    send({ kind: 'end', id });
  } catch (error) {
    send({ kind: 'error', id, error: toSent(error) });
  }
}

function* cutPage(page: SentPage): Generator<SentPage, void, undefined> {
  if (isStatementPage(page)) for (const rows of cutRows(page.rows)) yield { ...page, rows };
  else for (const rows of cutRows(page.rows)) yield { ...page, rows };
}

function send(message: FromEngine): void {
  if (process.connected) process.send?.(message);
}

function toSent(error: unknown): SentError {
  if (error instanceof EngineFailure)
    return {
      name: error.name,
      message: error.message,
      failure: { errorName: error.errorName, errorType: error.errorType },
    };
  if (error instanceof Error && error.cause instanceof RefusedSql) return toSent(error.cause);
  return error instanceof Error
    ? { name: error.name, message: error.message, failure: null }
    : { name: 'Error', message: String(error), failure: null };
}

function failAsAthena(cause: unknown): never {
  if (cause instanceof RefusedSql) throw new EngineFailure('PERMISSION_DENIED', 'USER_ERROR', cause.message, { cause });
  throw cause;
}
