import { tables } from '@tickerlake/record-schema';

/** The database that the published tables are in, as Athena sees them. */
export const servedDatabase = 'tickerlake';

/** What is shown: the tables of the registry, not what the engine needs beside them. */
export const servedTables: ReadonlySet<string> = new Set(tables.map(({ name }) => name));
