import { tables } from '@tickerlake/record-schema';

/** The database that the published tables are in, as Athena sees them. */
export const servedDatabase = 'tickerlake';

/** The tables of the registry, without the engine's internal relations. */
export const servedTables: ReadonlySet<string> = new Set(tables.map(({ name }) => name));
