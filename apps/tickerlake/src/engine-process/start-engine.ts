import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { EngineFailure, type QueryEngine } from '@tickerlake/local-athena';
import { RequestError } from '@tickerlake/pipeline';
import type { TypedRows } from '@tickerlake/pipeline/local';
import { collectRows } from './collect-rows.ts';
import { EngineEnded } from './engine-ended.ts';
import {
  type FromEngine,
  fromEngine,
  isStatementPage,
  type SentError,
  type SentPage,
  type ToEngine,
} from './messages.ts';

/** An engine in a separate process. */
export interface EngineProcess {
  /** All rows of a SELECT on the published tables. Rejects with the signal's reason, and with RequestError above the most rows of a page. */
  rows(sql: string, signal: AbortSignal): Promise<TypedRows>;
  /** The same engine for statements of Athena's. */
  readonly engine: QueryEngine;
  /** Of the process that runs now; null while none does. */
  readonly pid: number | null;
  close(): Promise<void>;
}

/** What it is started with. */
export interface EngineProcessOptions {
  /** The folder of this program, whose bundle is started. */
  readonly home: string;
  /** The store's folder. */
  readonly root: string;
}

/** If a stopped statement does not end within this time, its process is killed. */
const stopWithinMs = 10_000;
/** The child's own heap: it holds a page of each statement. DuckDB's memory is not part of it and has its own limit. */
const heapMb = 512;

/** The whole environment of the process: no key and no token. A running statement takes one of libuv's threads; eight leave some for files. */
const environment = { UV_THREADPOOL_SIZE: '8' };

/** A statement that waits for its next page. */
interface Waiting {
  readonly resolve: (message: FromEngine) => void;
  readonly reject: (error: Error) => void;
}

/** A running process, and the statements in it by id. */
interface Child {
  readonly process: ChildProcess;
  readonly waiting: Map<number, Waiting>;
}

/**
 * Starts DuckDB in a separate process with the first statement, and again with the first statement after it ended: a crash of the
 * engine fails the statements that ran in it and no other, and a slow statement does not hold up the server.
 *
 * @example
 * const engine = startEngine({ home, root: paths.root });
 * const { rows } = await engine.rows('select 1', AbortSignal.timeout(60_000));
 */
export function startEngine({ home, root }: EngineProcessOptions): EngineProcess {
  let child: Child | null = null;
  let lastId = 0;

  function open(): Child {
    const started: Child = {
      process: fork(join(home, 'apps/tickerlake/dist/main.js'), ['--engine-process', root], {
        env: environment,
        execArgv: [`--max-old-space-size=${heapMb}`],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      }),
      waiting: new Map(),
    };
    let said = '';
    started.process.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => void (said = `${said}${text}`.slice(-2_000)));
    started.process.on('message', (received) => {
      const message = fromEngine.parse(received);
      const waiting = started.waiting.get(message.id);
      started.waiting.delete(message.id);
      waiting?.resolve(message);
    });
    const end = (how: string): void => {
      if (child === started) child = null;
      const error = new EngineEnded(
        `The engine ended while this statement ran (${how}${said === '' ? '' : `: ${said.trim().split('\n').at(-1)}`}). It starts again with the next statement; this one may need less memory, or a smaller range.`,
      );
      for (const { reject } of started.waiting.values()) reject(error);
      started.waiting.clear();
    };
    started.process.on('error', (error) => end(error.message));
    started.process.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    return started;
  }

  /** Sends a message and waits for the answer. */
  const ask = (to: Child, message: ToEngine): Promise<FromEngine> =>
    new Promise((resolve, reject) => {
      to.waiting.set(message.id, { resolve, reject });
      to.process.send(
        message,
        (error) => error !== null && reject(new EngineEnded(`The engine cannot be reached: ${error.message}.`)),
      );
    });

  async function* pagesOf(
    first: (id: number) => ToEngine,
    signal: AbortSignal,
  ): AsyncGenerator<SentPage, void, undefined> {
    signal.throwIfAborted();
    const own = (child ??= open());
    const id = (lastId += 1);
    let hasEnded = false;
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      if (hasEnded || timer !== undefined) return;
      if (own.process.connected) own.process.send({ kind: 'stop', id } satisfies ToEngine, () => undefined);
      timer = setTimeout(() => own.process.kill('SIGKILL'), stopWithinMs);
      timer.unref();
    };
    signal.addEventListener('abort', stop);
    try {
      for (let message = await ask(own, first(id)); ; message = await ask(own, { kind: 'more', id })) {
        hasEnded = message.kind !== 'page';
        signal.throwIfAborted();
        if (message.kind === 'error') throw toError(message.error);
        if (message.kind === 'end') return;
        yield message.page;
      }
    } catch (error) {
      hasEnded ||= error instanceof EngineEnded;
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      clearTimeout(timer);
      // Left early: stop the statement and do not wait for its answer.
      if (!hasEnded && own.process.connected) {
        own.waiting.delete(id);
        own.process.send({ kind: 'stop', id } satisfies ToEngine, () => undefined);
      }
    }
  }

  return {
    rows(sql, signal) {
      return collectRows(rowPages(pagesOf((id) => ({ kind: 'rows', id, sql }), signal)));
    },
    engine: {
      async *run({ signal, ...statement }) {
        try {
          for await (const page of pagesOf((id) => ({ kind: 'statement', id, statement }), signal))
            if (isStatementPage(page)) yield page;
        } catch (error) {
          throw error instanceof EngineEnded
            ? new EngineFailure('REMOTE_TASK_ERROR', 'INTERNAL_ERROR', error.message, { transient: true, cause: error })
            : error;
        }
      },
    },
    get pid() {
      return child?.process.pid ?? null;
    },
    async close() {
      const own = child;
      child = null;
      if (own === null || own.process.exitCode !== null || own.process.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        own.process.once('exit', () => resolve());
        own.process.disconnect();
        setTimeout(() => own.process.kill('SIGKILL'), stopWithinMs).unref();
      });
    },
  };
}

async function* rowPages(pages: AsyncIterable<SentPage>): AsyncGenerator<TypedRows> {
  for await (const page of pages) if (!isStatementPage(page)) yield page;
}

function toError({ name, message, failure }: SentError): Error {
  if (failure !== null)
    return new EngineFailure(failure.errorName, failure.errorType, message.replace(`${failure.errorName}: `, ''));
  return name === 'RequestError' || name === 'RefusedSql' ? new RequestError(message) : new Error(message);
}
