import { toApiErrorKind } from '../calls/api-error.ts';
import type { GlueApi } from './glue-api.ts';
import { GlueReadError } from './glue-read-error.ts';
import { type GlueTable, toGlueTable } from './glue-table.ts';
import { readGluePages } from './read-glue-pages.ts';

/** A partition in Glue: the values of its keys, in order, and the location of its files. */
export interface GluePartition {
  readonly values: readonly string[];
  readonly location: string | null;
}

/** Reads the catalogue; every list is complete, over all pages. */
export interface GlueReader {
  /** The names of all databases, sorted. */
  databases(): Promise<string[]>;
  /** All tables and views of a database, sorted by name. */
  tables(database: string): Promise<GlueTable[]>;
  /** One table or view; null when there is none. */
  table(database: string, name: string): Promise<GlueTable | null>;
  /** The partitions in pages as Glue sends them; `expression` filters by partition keys (`dt >= '2026-05-01'`). */
  partitions(
    database: string,
    table: string,
    options?: { readonly expression?: string },
  ): AsyncIterable<readonly GluePartition[]>;
}

/**
 * A reader of Glue's catalogue. Its methods throw GlueReadError, which names the database and the table.
 *
 * @example
 * const reader = createGlueReader(new Glue({ region: 'us-east-1' }));
 * const table = await reader.table('lake', 'hourly_volatility');
 */
export function createGlueReader(glue: GlueApi, options: { readonly catalogId?: string } = {}): GlueReader {
  const catalog = options.catalogId === undefined ? {} : { CatalogId: options.catalogId };
  return {
    async databases() {
      const pages = readPages(
        (page) => glue.getDatabases({ ...catalog, ...page }),
        ({ DatabaseList }) => DatabaseList ?? [],
        { what: 'the databases', database: null, table: null },
      );
      return (await collect(pages)).map(({ Name }) => Name ?? '').sort();
    },
    async tables(database) {
      const about = { what: `the tables of "${database}"`, database, table: null };
      const pages = readPages(
        (page) => glue.getTables({ ...catalog, DatabaseName: database, ...page }),
        ({ TableList }) => TableList ?? [],
        about,
      );
      const tables = (await collect(pages)).map((answer) =>
        toGlueTable({ ...answer, DatabaseName: answer.DatabaseName ?? database }),
      );
      return tables.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async table(database, name) {
      try {
        const { Table } = await glue.getTable({ ...catalog, DatabaseName: database, Name: name });
        return Table === undefined ? null : toGlueTable({ ...Table, DatabaseName: Table.DatabaseName ?? database });
      } catch (cause) {
        if (isMissing(cause)) return null;
        throw toReadError(cause, { what: `the table "${database}"."${name}"`, database, table: name });
      }
    },
    async *partitions(database, table, { expression } = {}) {
      const input = {
        ...catalog,
        DatabaseName: database,
        TableName: table,
        ExcludeColumnSchema: true,
        ...(expression === undefined ? {} : { Expression: expression }),
      };
      const about = { what: `the partitions of "${database}"."${table}"`, database, table };
      for await (const page of readPages(
        (next) => glue.getPartitions({ ...input, ...next }),
        ({ Partitions }) => Partitions ?? [],
        about,
      )) {
        yield page.map(({ Values, StorageDescriptor }) => ({
          values: Values ?? [],
          location: StorageDescriptor?.Location ?? null,
        }));
      }
    },
  };
}

interface About {
  readonly what: string;
  readonly database: string | null;
  readonly table: string | null;
}

async function* readPages<Answer extends { readonly NextToken?: string | undefined }, Item>(
  read: (page: { NextToken?: string }) => Promise<Answer>,
  itemsOf: (answer: Answer) => readonly Item[],
  about: About,
): AsyncGenerator<readonly Item[], void, undefined> {
  try {
    for await (const answer of readGluePages(read)) yield itemsOf(answer);
  } catch (cause) {
    throw toReadError(cause, about);
  }
}

async function collect<Item>(pages: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'EntityNotFoundException';
}

/** What to do about a refusal that is not about permissions. */
function refusal(cause: unknown): string | null {
  if (isMissing(cause)) return 'Check its name, the region and the account.';
  return cause instanceof Error && /region is missing/i.test(cause.message)
    ? 'Set AWS_REGION, or a region in the profile.'
    : null;
}

function toReadError(cause: unknown, { what, database, table }: About): GlueReadError {
  const kind = toApiErrorKind(cause);
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const next = {
    throttled: 'Run it again later.',
    unavailable: 'Run it again later.',
    credentials: 'Sign in to AWS again, or refresh the role.',
    refused:
      refusal(cause) ??
      'The caller needs glue:GetDatabases, glue:GetTables, glue:GetTable and glue:GetPartitions there.',
  }[kind];
  return new GlueReadError(`Glue: could not read ${what}: ${reason.replace(/[.\s]*$/, '')}. ${next}`, {
    database,
    table,
    transient: kind === 'throttled' || kind === 'unavailable',
    cause,
  });
}
