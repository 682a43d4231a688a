import { sql as sqlTag } from 'kysely';
import { sessionTotalsTable, type Tables } from '@tickerlake/record-schema';
import { toDuckDbType } from '../../engines/lake/duckdb-type.ts';
import type { LakeReaders } from '../../engines/lake/lake-context.ts';
import { type ReadStatement, toReadStatement } from '../../engines/lake/read-statement.ts';
import { instantsOfText } from '../../engines/duckdb/instants-of-text.ts';
import { spoolRows } from '../../engines/duckdb/spool-rows.ts';
import { toPlainResult } from '../../engines/lake/plain-result.ts';
import { readLakeLookBack } from '../../history/lake/read-lake-look-back.ts';
import type { OpenCurrent, OpenOptions, Published, PublishedRelease } from '../../ports/published.ts';
import type { TypedRows } from '../../ports/result-rows.ts';
import { publishedTableNames } from '../../ports/table-registry.ts';
import { historyFolder } from '../../storage/objects/lake-layout.ts';
import { createLakeReleaseStore, type LakeRelease } from '../../storage/releases/lake-release-store.ts';
import { asOfRelease, releaseRelations } from './as-of-release.ts';
import { knowingRelations } from '../../build/iceberg/relations.ts';
import { readLakeSizes } from './lake-sizes.ts';

/** The scratch engine only appends and copies. */
const scratchMemory = '192MB';

/**
 * What a lake has published, read on its own engine: statements are Athena's or Trino's SQL. An open release is read by its Iceberg
 * snapshots, so that no publisher changes what a reader sees. The session totals are on this machine only.
 *
 * @example
 * const published = createLakePublished(openTrinoLake(trino, place).readers);
 */
export function createLakePublished(lake: LakeReaders): Published {
  const { sql, objects, database } = lake;
  const store = createLakeReleaseStore(objects);

  const openAs = (release: LakeRelease, { outputs = [], signal }: OpenOptions): OpenCurrent => {
    const scratch: (() => Promise<void>)[] = [];
    const relations = releaseRelations(lake, release);
    const db = knowingRelations(sql.db, relations);
    const send = (statement: ReadStatement): string => asOfRelease(relations, database, statement);
    const read = (statement: ReadStatement, own?: AbortSignal): AsyncIterable<TypedRows> =>
      inDuckDbWords(described(statement, sql.rows(send(statement), anyOf(own, signal))));
    return {
      release: withBuilds(release),
      db: db.withTables<Tables>(),
      engine: db,
      lookBack: () => readLakeLookBack(objects, release.runId),
      async *read(text, own) {
        yield* read(toReadStatement(text), own);
      },
      async *stream(text) {
        const statement = toReadStatement(text);
        let isInstant: readonly boolean[] | null = null;
        for await (const { columns, rows } of read(statement)) {
          const known = (isInstant ??= await instantsOfText(
            statement.text,
            columns.map(({ name }) => name),
          ));
          yield {
            columns,
            rows: rows.map((row) =>
              row.map((value, at) => toPlainResult(value, columns[at]?.type ?? '', known[at] ?? false)),
            ),
          };
        }
      },
      async prepare(text) {
        const [nextTo] = outputs;
        if (nextTo === undefined) throw new TypeError('A release is opened with its outputs to write rows.');
        const statement = toReadStatement(text);
        const { rows, close } = await spoolRows({
          pages: read(statement),
          instantsOf: (names) => instantsOfText(statement.text, names),
          nextTo,
          memoryLimit: scratchMemory,
          ...(signal !== undefined && { signal }),
        });
        scratch.push(close);
        return rows;
      },
      async close() {
        for (const end of scratch.splice(0)) await end();
      },
    };
  };

  return {
    tables: publishedTableNames.filter((name) => name !== sessionTotalsTable.name),
    async current() {
      const release = await store.current();
      return release === null ? null : withBuilds(release);
    },
    async openCurrent(options = {}) {
      const release = await store.current();
      return release === null ? null : openAs(release, options);
    },
    async open(id, options = {}) {
      const release = (await store.list()).readable.find((one) => one.id === id);
      return release === undefined ? null : openAs(release, options);
    },
    probe: async () => void (await sqlTag`select 1 as one`.execute(sql.db)),
    async state() {
      const [current, runs] = await Promise.all([store.current(), objects.list(`${historyFolder}runs/`)]);
      const newest = runs.at(-1);
      return [current?.id ?? 0, newest?.key ?? '', newest?.bytes ?? 0].join(' ');
    },
    assertIntact: async () => undefined,
    sizes: () => readLakeSizes(lake),
  };
}

const withBuilds = (release: LakeRelease): PublishedRelease => ({
  ...release,
  builds(table) {
    const state = release.tables[table];
    return state === undefined ? [] : [`snapshot ${state.snapshotId ?? 'none'} of ${state.metadataLocation}`];
  },
});

/** Athena answers DESCRIBE with one text a row, its parts padded and between tabs. */
async function* described({ kind }: ReadStatement, pages: AsyncIterable<TypedRows>): AsyncGenerator<TypedRows> {
  for await (const { columns, rows } of pages) {
    const isJoined = kind === 'describe' && columns.length > 1;
    const split = ([first, ...others]: readonly unknown[]): readonly unknown[] =>
      typeof first === 'string' && others.every((other) => other === null)
        ? columns.map((_, at) => first.split('\t')[at]?.trim() ?? null)
        : [first, ...others];
    yield { columns, rows: isJoined ? rows.map(split) : rows };
  }
}

async function* inDuckDbWords(pages: AsyncIterable<TypedRows>): AsyncGenerator<TypedRows> {
  for await (const { columns, rows } of pages)
    yield { columns: columns.map(({ name, type }) => ({ name, type: toDuckDbType(type) })), rows };
}

function anyOf(...given: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const signals = given.filter((signal) => signal !== undefined);
  return signals.length < 2 ? signals[0] : AbortSignal.any(signals);
}
