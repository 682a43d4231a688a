import { describe, expect, test } from 'vitest';
import { ensureRawBars, rawBarsInput, type RawBarsContext } from './ensure-tables.ts';
import type { LakeGlueTable } from '../../engines/lake/lake-glue.ts';

const location = 's3://lake/tickerlake/';
const named = (name: string): Error => Object.assign(new Error(`${name} happened`), { name });

/** Glue with one table, or none; it fails the given calls. */
function createGlue(table: LakeGlueTable | null, spoilt: Readonly<Record<string, Error>> = {}) {
  const calls: { readonly name: string; readonly input: object }[] = [];
  const call = (name: string, answer: object) => async (input: object) => {
    calls.push({ name, input });
    if (spoilt[name] !== undefined) throw spoilt[name];
    return answer;
  };
  const glue: RawBarsContext['glue'] = {
    getDatabase: call('getDatabase', {}),
    createDatabase: call('createDatabase', {}),
    createTable: call('createTable', {}),
    updateTable: call('updateTable', {}),
    getTable: async () => (table === null ? Promise.reject(named('EntityNotFoundException')) : { Table: table }),
  };
  return {
    ensure: () => ensureRawBars({ glue, database: 'mkt', objects: { location } }),
    named: () => calls.map(({ name }) => name),
    calls,
  };
}

const { StorageDescriptor } = rawBarsInput(location);
const older: LakeGlueTable = {
  Name: 'raw_bars',
  VersionId: '7',
  StorageDescriptor: { Columns: StorageDescriptor.Columns.slice(1) },
};

describe('the table over the landing', () => {
  test.each([
    {
      name: 'is created with its database',
      table: null,
      spoilt: { getDatabase: named('EntityNotFoundException') },
      does: ['getDatabase', 'createDatabase', 'createTable'],
    },
    {
      name: 'that another run has just created is accepted',
      table: null,
      spoilt: { createTable: named('AlreadyExistsException') },
      does: ['getDatabase', 'createTable'],
    },
    {
      name: 'that is up to date is not changed',
      table: { ...older, StorageDescriptor },
      spoilt: {},
      does: ['getDatabase'],
    },
    { name: 'gets the columns that it lacks', table: older, spoilt: {}, does: ['getDatabase', 'updateTable'] },
    {
      name: 'that another run has just updated is accepted',
      table: older,
      spoilt: { updateTable: named('ConcurrentModificationException') },
      does: ['getDatabase', 'updateTable'],
    },
  ])('$name', async ({ table, spoilt, does }) => {
    const glue = createGlue(table, spoilt);
    await glue.ensure();
    expect(glue.named()).toEqual(does);
  });

  test('is changed under the version that was read, without a copy in the archive', async () => {
    const { ensure, calls } = createGlue(older);
    await ensure();
    expect(calls.at(-1)?.input).toMatchObject({
      DatabaseName: 'mkt',
      VersionId: '7',
      SkipArchive: true,
      TableInput: { Name: 'raw_bars' },
    });
  });

  test('that may not be changed stops the run', async () => {
    await expect(
      createGlue(older, { updateTable: named('ResourceNumberLimitExceededException') }).ensure(),
    ).rejects.toThrow('ResourceNumberLimitExceededException');
  });
});
