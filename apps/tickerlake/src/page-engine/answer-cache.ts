import type { TypedRows } from '@tickerlake/pipeline/local';

/** Runs a statement unless its rows are known. */
export type CachedRows = (
  state: string,
  sql: string,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<TypedRows>,
) => Promise<TypedRows>;

/** A statement that runs or has run. */
interface Entry {
  readonly rows: Promise<TypedRows>;
  readonly abort: AbortController;
  /** The callers that wait for it; without one it is stopped. */
  waiting: number;
  cells: number;
}

/** What stays in memory: some hundred panels. */
const mostCells = 5_000_000;

/**
 * Caches the rows of statements until what they read changes. A statement that is already running is shared; a failure is not kept.
 * The oldest rows go first when there are too many.
 *
 * @example
 * const cached = createAnswerCache();
 * const rows = await cached(state, sql, signal, (signal) => run(sql, signal));
 */
export function createAnswerCache(): CachedRows {
  const entries = new Map<string, Entry>();
  let current = '';

  const start = (sql: string, run: (signal: AbortSignal) => Promise<TypedRows>): Entry => {
    const abort = new AbortController();
    const entry: Entry = { rows: run(abort.signal), abort, waiting: 0, cells: 0 };
    entries.set(sql, entry);
    const forget = (): void => {
      if (entries.get(sql) === entry) entries.delete(sql);
    };
    entry.rows.then(
      ({ columns, rows }) => {
        entry.cells = columns.length * rows.length;
        let cells = [...entries.values()].reduce((sum, one) => sum + one.cells, 0);
        for (const [oldest, one] of entries) {
          if (cells <= mostCells) break;
          cells -= one.cells;
          entries.delete(oldest);
        }
      },
      () => forget(),
    );
    abort.signal.addEventListener('abort', forget);
    return entry;
  };

  return async (state, sql, signal, run) => {
    signal.throwIfAborted();
    if (state !== current) entries.clear();
    current = state;
    const entry = entries.get(sql) ?? start(sql, run);
    entry.waiting += 1;
    const leave = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    try {
      return await Promise.race([entry.rows, leave]);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0 && signal.aborted) entry.abort.abort(signal.reason);
    }
  };
}
