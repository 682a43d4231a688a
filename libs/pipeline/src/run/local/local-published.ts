import type { OpenOptions, Published, PublishedRelease } from '../../ports/published.ts';
import { readRows } from '../../engines/duckdb/closed-engine/read-rows.ts';
import { interruptOnAbort } from '../../engines/duckdb/interrupt-on-abort.ts';
import { throwRefusal } from '../../engines/duckdb/closed-engine/throw-refusal.ts';
import { readPublishedSizes } from '../../check/published-sizes.ts';
import { readStoreLookBack } from '../../history/local/read-look-back.ts';
import { publishedTableNames } from '../../ports/table-registry.ts';
import { findLostFiles, lostFilesMessage } from '../../release/manifest/release-files.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { createReleaseStore, type LocalRelease } from '../../storage/releases/release-store.ts';
import { StoreError } from '../../values/errors.ts';
import { openPublished } from './published-reader.ts';
import { publishedState } from './published-state.ts';

/**
 * What a store on this machine has published, read by DuckDB in a closed engine.
 *
 * @example
 * const published = createLocalPublished(paths);
 * const current = await published.openCurrent();
 */
export function createLocalPublished(paths: StorePaths): Published {
  const store = createReleaseStore(paths);

  const openRelease = async (release: LocalRelease, options: OpenOptions) => {
    const reader = await openPublished(paths, release, options);
    return {
      release: withBuilds(release),
      db: reader.db,
      engine: reader.engine,
      lookBack: () => readStoreLookBack(paths, release.runId),
      stream: (text: string) => reader.stream(text),
      async *read(text: string, signal?: AbortSignal) {
        const session = await reader.connect();
        const stopping = signal === undefined ? null : interruptOnAbort(session.connection, signal);
        try {
          signal?.throwIfAborted();
          await session.check(text);
          yield* readRows(session, text);
        } catch (error) {
          signal?.throwIfAborted();
          throwRefusal(error);
        } finally {
          stopping?.end();
          await session.close();
        }
      },
      async prepare(text: string) {
        const columns = await reader.columnsOf(text);
        return {
          columns,
          rows: () => reader.stream(text),
          select: (expressions: string) => reader.stream(`select ${expressions} from exported`),
          copyTo: (format: Parameters<typeof reader.exportTo>[1], file: string) => reader.exportTo(text, format, file),
        };
      },
      close: () => reader.close(),
    };
  };

  return {
    tables: publishedTableNames,
    async current() {
      const release = await store.current();
      return release === null ? null : withBuilds(release);
    },
    async openCurrent(options = {}) {
      const release = await store.current();
      return release === null ? null : openRelease(release, options);
    },
    async open(id, options = {}) {
      const release = (await store.list()).readable.find((one) => one.id === id);
      return release === undefined ? null : openRelease(release, options);
    },
    probe: async () => undefined,
    async state() {
      return publishedState(paths, (await store.current()) ?? { id: 0 });
    },
    async assertIntact() {
      const release = await store.current();
      const damaged = release === null ? [] : await findLostFiles(paths, release, true);
      if (release === null || damaged.length === 0) return;
      throw new StoreError(lostFilesMessage(paths, release.id, damaged), { path: paths.builds });
    },
    async sizes() {
      const release = await store.current();
      return release === null ? () => null : readPublishedSizes(paths, release);
    },
  };
}

const withBuilds = (release: LocalRelease): PublishedRelease => ({
  ...release,
  builds: (table, month) => (release.tables[table]?.[month] ?? []).map(({ path }) => path),
});
