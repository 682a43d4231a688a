import { duckDbShims } from '@tickerlake/dashboards';
import { addTrinoMacros } from '@tickerlake/local-athena';
import { openPublished, publishedState, type PublishedReader } from '@tickerlake/pipeline/local';
import { CompiledQuery } from 'kysely';
import { currentRelease, type ReadStore } from '../commands/read-store.ts';

/** A reader for the time of one statement. */
export interface LeasedReader {
  readonly reader: PublishedReader;
  release(): void;
}

/** Readers of the release and of the runs that are current when one is asked for. */
export interface ReaderPool {
  /** Throws RequestError when nothing is published any more. */
  lease(): Promise<LeasedReader>;
  /** Closes what is idle now, and the others when they come back. */
  close(): Promise<void>;
}

/**
 * Keeps readers open between statements, each for one statement at a time; those of an older state are closed when they come back.
 *
 * @example
 * const { reader, release } = await createReaderPool(store).lease();
 */
export function createReaderPool(store: ReadStore): ReaderPool {
  let idle: PublishedReader[] = [];
  let state: string | null = null;

  async function open(release: PublishedReader['release']): Promise<PublishedReader> {
    const reader = await openPublished(store.paths, release, duckDbShims, store.signal);
    await addTrinoMacros(async (text) => (await reader.engine.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text))).rows);
    return reader;
  }

  function giveBack(reader: PublishedReader): void {
    if (reader.state === state) idle.push(reader);
    else void reader.close();
  }

  return {
    async lease() {
      const release = await currentRelease(store);
      const now = await publishedState(store.paths, release);
      state = now;
      const old = idle.filter((reader) => reader.state !== now);
      idle = idle.filter((reader) => reader.state === now);
      await Promise.all(old.map((reader) => reader.close()));
      const reader = idle.pop() ?? (await open(release));
      return { reader, release: () => giveBack(reader) };
    },
    async close() {
      state = null;
      await Promise.all(idle.splice(0).map((reader) => reader.close()));
    },
  };
}
