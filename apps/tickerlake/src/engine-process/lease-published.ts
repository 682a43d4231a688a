import { addTrinoMacros } from '@tickerlake/local-athena';
import { RequestError } from '@tickerlake/pipeline';
import {
  type ClosedSession,
  createReleaseStore,
  openPublished,
  publishedState,
  type PublishedReader,
  type StorePaths,
} from '@tickerlake/pipeline/local';
import { CompiledQuery } from 'kysely';
import { addShims } from './add-shims.ts';
import { nothingPublishedText } from '../output/nothing-published-text.ts';

/** A connection for one statement. */
export interface Lease {
  readonly session: ClosedSession;
  release(): Promise<void>;
}

interface Open {
  readonly reader: PublishedReader;
  users: number;
}

/**
 * Connections to what is published at that moment. All connections to one release share an engine; an outdated engine closes with its
 * last connection.
 *
 * @throws {RequestError} when nothing is published.
 * @example
 * const lease = leasePublished(paths);
 * const { session, release } = await lease();
 */
export function leasePublished(paths: StorePaths): () => Promise<Lease> {
  let current: Open | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function follow(): Promise<Open> {
    const release = await createReleaseStore(paths).current();
    if (release === null) throw new RequestError(nothingPublishedText(paths.root));
    if (current !== null && current.reader.state === (await publishedState(paths, release))) return current;
    const reader = await openPublished(paths, release, {
      async setUp(db) {
        await addShims(db);
        await addTrinoMacros(
          async (text) => (await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text))).rows,
        );
      },
    });
    const old = current;
    current = { reader, users: 0 };
    if (old?.users === 0) await old.reader.close();
    return current;
  }

  async function lease(): Promise<Lease> {
    const open = await follow();
    const session = await open.reader.connect();
    open.users += 1;
    return {
      session,
      async release() {
        await session.close();
        open.users -= 1;
        if (open.users === 0 && open !== current) await open.reader.close();
      },
    };
  }

  // One at a time: two that find a new release at the same time would both open it.
  return () => {
    const mine = turn.then(lease);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
