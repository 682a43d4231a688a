import type { GlueApi, GluePartitionAnswer, GlueTableAnswer } from '../glue-api.ts';

/** A Glue that holds these tables, one on a page, and an empty last page; for tests. */
export interface ScriptedGlue extends GlueApi {
  readonly calls: readonly { readonly name: keyof GlueApi; readonly input: object }[];
}

/**
 * @example
 * const glue = createScriptedGlue({ mkt: [{ Name: 'bars' }] });
 */
export function createScriptedGlue(
  databases: Readonly<Record<string, readonly GlueTableAnswer[]>>,
  partitions: readonly GluePartitionAnswer[] = [],
  faults: Partial<Record<keyof GlueApi, Error>> = {},
): ScriptedGlue {
  const calls: { name: keyof GlueApi; input: object }[] = [];
  const enter = (name: keyof GlueApi, input: object): void => {
    calls.push({ name, input });
    if (faults[name] !== undefined) throw faults[name];
  };
  const toPage = <Item>(
    items: readonly Item[],
    token = '0',
  ): { items: readonly Item[]; next: { NextToken?: string } } => {
    const from = Number(token);
    return { items: items.slice(from, from + 1), next: from < items.length ? { NextToken: String(from + 1) } : {} };
  };
  const missing = (): Error => Object.assign(new Error('Entity Not Found'), { name: 'EntityNotFoundException' });
  const tablesOf = (database: string): readonly GlueTableAnswer[] => {
    const tables = databases[database];
    if (tables === undefined) throw missing();
    return tables;
  };
  return {
    calls,
    async getDatabases(input) {
      enter('getDatabases', input);
      const { items, next } = toPage(Object.keys(databases), input.NextToken);
      return { DatabaseList: items.map((Name) => ({ Name })), ...next };
    },
    async getTables(input) {
      enter('getTables', input);
      const { items, next } = toPage(tablesOf(input.DatabaseName), input.NextToken);
      return { TableList: items, ...next };
    },
    async getTable(input) {
      enter('getTable', input);
      const table = tablesOf(input.DatabaseName).find(({ Name }) => Name === input.Name);
      if (table === undefined) throw missing();
      return { Table: table };
    },
    async getPartitions(input) {
      enter('getPartitions', input);
      const { items, next } = toPage(partitions, input.NextToken);
      return { Partitions: items, ...next };
    },
  };
}
