import { beforeEach, describe, expect, it, onTestFinished, test } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';
import type { ResultStore } from '../executions/result-store.ts';

const written = new Map<string, string>();
const store: ResultStore = {
  async check(location) {
    if (!location.startsWith('s3://lake/'))
      throw new Error(`Unable to verify/create output bucket ${location.split('/')[2]}`);
  },
  async write(location, text) {
    written.set(location, text);
  },
};
beforeEach(() => written.clear());

async function open() {
  const opened = await openEndpoint({ results: store });
  onTestFinished(() => opened.close());
  return opened.athena;
}
const group = (configuration: object) => ({
  Name: 'lab',
  Configuration: { ResultConfiguration: { OutputLocation: 's3://lake/lab/' }, ...configuration },
});
const client = { ResultConfiguration: { OutputLocation: 's3://lake/mine' } };

describe('results without a store', () => {
  it('are managed, and files only where a query or a workgroup names a place', async () => {
    const { athena, close } = await openEndpoint();
    onTestFinished(close);
    const isManaged = async (WorkGroup: string) =>
      (await athena.getWorkGroup({ WorkGroup })).WorkGroup?.Configuration?.ManagedQueryResultsConfiguration?.Enabled;
    expect(await isManaged('primary')).toBe(true);
    expect((await athena.run('SELECT 1')).ResultConfiguration?.OutputLocation).toBeUndefined();
    expect((await athena.run({ QueryString: 'SELECT 1', ...client })).ResultConfiguration?.OutputLocation).toMatch(
      /^s3:\/\/lake\/mine\/[0-9a-f-]{36}\.csv$/,
    );
    await athena.createWorkGroup(group({}));
    expect(await isManaged('lab')).toBe(false);
    expect(
      (await athena.run({ QueryString: 'SELECT 1', WorkGroup: 'lab' })).ResultConfiguration?.OutputLocation,
    ).toMatch(/^s3:\/\/lake\/lab\//);
  });
});

describe('a workgroup', () => {
  it('is made, read, listed, changed and removed', async () => {
    const athena = await open();
    await athena.createWorkGroup({
      ...group({ BytesScannedCutoffPerQuery: 10_000_000, EnforceWorkGroupConfiguration: false }),
      Description: 'for tests',
    });
    expect((await athena.getWorkGroup({ WorkGroup: 'lab' })).WorkGroup).toMatchObject({
      Name: 'lab',
      State: 'ENABLED',
      Description: 'for tests',
      CreationTime: expect.any(Date),
      Configuration: {
        ResultConfiguration: { OutputLocation: 's3://lake/lab/' },
        EnforceWorkGroupConfiguration: false,
        BytesScannedCutoffPerQuery: 10_000_000,
        EngineVersion: { EffectiveEngineVersion: 'Athena engine version 3' },
      },
    });
    await athena.updateWorkGroup({
      WorkGroup: 'lab',
      Description: 'later',
      ConfigurationUpdates: {
        EnforceWorkGroupConfiguration: true,
        RemoveBytesScannedCutoffPerQuery: true,
        ResultConfigurationUpdates: { OutputLocation: 's3://lake/new' },
      },
    });
    const { WorkGroup } = await athena.getWorkGroup({ WorkGroup: 'lab' });
    expect(WorkGroup).toMatchObject({
      Description: 'later',
      Configuration: { ResultConfiguration: { OutputLocation: 's3://lake/new/' }, EnforceWorkGroupConfiguration: true },
    });
    expect(WorkGroup?.Configuration?.BytesScannedCutoffPerQuery).toBeUndefined();
    expect((await athena.listWorkGroups({})).WorkGroups?.map(({ Name }) => Name)).toEqual(['lab', 'primary']);
    await athena.deleteWorkGroup({ WorkGroup: 'lab' });
    await expect(athena.getWorkGroup({ WorkGroup: 'lab' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: 'WorkGroup lab is not found.',
    });
  });

  test.each([
    {
      name: 'that enforces its place: there, whatever the client says',
      enforce: true,
      input: client,
      place: 's3://lake/lab/',
    },
    { name: 'that does not: where the client says', enforce: false, input: client, place: 's3://lake/mine/' },
    {
      name: 'that does not, and a client that names none: its own',
      enforce: false,
      input: {},
      place: 's3://lake/lab/',
    },
  ])('$name', async ({ enforce, input, place }) => {
    const athena = await open();
    await athena.createWorkGroup(group({ EnforceWorkGroupConfiguration: enforce }));
    const { QueryExecutionId = '', ResultConfiguration } = await athena.run({
      QueryString: 'SELECT 1 AS n, \'a "b"\' AS s, NULL AS u',
      WorkGroup: 'lab',
      ...input,
    });
    expect(ResultConfiguration?.OutputLocation).toBe(`${place}${QueryExecutionId}.csv`);
    expect(written.get(`${place}${QueryExecutionId}.csv`)).toBe('"n","s","u"\n"1","a ""b""",\n');
    expect(JSON.parse(written.get(`${place}${QueryExecutionId}.csv.metadata`) ?? '')).toMatchObject([
      { Name: 'n' },
      { Name: 's' },
      { Name: 'u' },
    ]);
  });

  it('leaves a text file for what is not a query', async () => {
    const athena = await open();
    const { QueryExecutionId = '' } = await athena.run({ QueryString: 'SHOW DATABASES', ...client });
    expect(written.get(`s3://lake/mine/${QueryExecutionId}.txt`)).toBe('lake\n');
  });

  it('that is disabled runs nothing', async () => {
    const athena = await open();
    await athena.createWorkGroup(group({}));
    await athena.updateWorkGroup({ WorkGroup: 'lab', State: 'DISABLED' });
    await expect(athena.startQueryExecution({ QueryString: 'SELECT 1', WorkGroup: 'lab' })).rejects.toThrow(
      'WorkGroup lab is disabled',
    );
  });

  test.each<{ name: string; act: (athena: Awaited<ReturnType<typeof open>>) => Promise<unknown>; says: string }>([
    {
      name: 'an unknown one',
      act: (athena) => athena.startQueryExecution({ QueryString: 'SELECT 1', WorkGroup: 'nope' }),
      says: 'WorkGroup nope is not found',
    },
    {
      name: 'no place for results',
      act: (athena) => athena.startQueryExecution({ QueryString: 'SELECT 1' }),
      says: 'No output location provided',
    },
    {
      name: 'a bucket that is not there',
      act: (athena) =>
        athena.startQueryExecution({
          QueryString: 'SELECT 1',
          ResultConfiguration: { OutputLocation: 's3://gone/x/' },
        }),
      says: 'Unable to verify/create output bucket gone',
    },
    {
      name: 'a limit below 10 MB',
      act: (athena) => athena.createWorkGroup(group({ BytesScannedCutoffPerQuery: 9_999_999 })),
      says: 'at least 10000000 bytes',
    },
    {
      name: 'a name twice',
      act: (athena) => athena.createWorkGroup({ Name: 'primary' }),
      says: 'WorkGroup is already created',
    },
    {
      name: 'primary removed',
      act: (athena) => athena.deleteWorkGroup({ WorkGroup: 'primary' }),
      says: 'cannot be deleted',
    },
  ])('$name is refused', async ({ act, says }) => {
    await expect(act(await open())).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining(says),
    });
  });
});
