import { Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { SqlCompileError } from '../sql/errors.ts';
import { createGlueReader } from '../glue/glue-reader.ts';
import { createScriptedGlue } from '../glue/testing/scripted-glue.ts';
import { AthenaDialect, type AthenaDialectConfig } from './athena-dialect.ts';
import { createQueryRunner } from './run/query-runner.ts';
import { apiError, createScriptedAthena, type ExecutionScript, type Fault } from './testing/scripted-athena.ts';
import { createTestClock } from './testing/test-clock.ts';

interface Database {
  bars: { ticker: string; close: number | null; trades: bigint | null };
}

function setUp(
  script: (text: string) => ExecutionScript = () => ({}),
  config: Partial<AthenaDialectConfig> = {},
  faults: readonly Fault[] = [],
) {
  const clock = createTestClock();
  const athena = createScriptedAthena(clock, ({ QueryString }) => script(QueryString), faults);
  const newDb = () =>
    new Kysely<Database>({
      dialect: new AthenaDialect({ runner: createQueryRunner({ athena, clock, random: () => 0.5 }), ...config }),
    });
  return { clock, athena, newDb, db: newDb() };
}

const columns = [
  { name: 'ticker', type: 'varchar' },
  { name: 'trades', type: 'bigint' },
];
const header = ['ticker', 'trades'];

describe('AthenaDialect', () => {
  test('sends literals, and gives typed rows without the header', async () => {
    const { clock, athena, db } = setUp(() => ({ columns, rows: [header, ['AAPL', '9007199254740993'], ['', null]] }));
    const rows = await clock.run(
      db.selectFrom('bars').select(['ticker', 'trades']).where('ticker', '=', "O'N").execute(),
    );
    expect(rows).toEqual([
      { ticker: 'AAPL', trades: 9_007_199_254_740_993n },
      { ticker: '', trades: null },
    ]);
    expect(athena.started.map((start) => start.QueryString)).toEqual([
      `select "ticker", "trades" from "bars" where "ticker" = 'O''N'`,
    ]);
  });

  test.each([
    {
      name: 'the header of the first page only',
      statementType: 'DML',
      rows: [['v'], ['v'], ['x']],
      expected: ['v', 'x'],
    },
    { name: 'nothing when there is no header', statementType: 'DML', rows: [['x']], expected: ['x'] },
    { name: 'nothing of what SHOW gives', statementType: 'DDL', rows: [['v'], ['x']], expected: ['v', 'x'] },
    { name: 'nothing of what EXPLAIN gives', statementType: 'UTILITY', rows: [['v']], expected: ['v'] },
    { name: 'nothing of a statement without a type', statementType: null, rows: [['v']], expected: ['v'] },
    { name: 'nothing from an empty result', statementType: 'DML', rows: [], expected: [] },
    { name: 'the header of a result without rows', statementType: 'DML', rows: [['v']], expected: [] },
  ])('leaves out $name', async ({ statementType, rows, expected }) => {
    const { clock, db } = setUp(() => ({ columns: [{ name: 'v', type: 'varchar' }], rows, statementType }));
    const result = await clock.run(sql<{ v: string }>`show tables`.execute(db));
    expect(result.rows.map(({ v }) => v)).toEqual(expected);
  });

  test('reads all pages, including a row on the second page that looks like a header', async () => {
    const texts = Array.from({ length: 2_500 }, (_, index) => (index === 999 ? 'v' : String(index)));
    const { clock, athena, db } = setUp(() => ({
      columns: [{ name: 'v', type: 'varchar' }],
      rows: [['v'], ...texts.map((text) => [text])],
    }));
    const { rows } = await clock.run(sql<{ v: string }>`select v from t`.execute(db));
    expect(rows.map(({ v }) => v)).toEqual(texts);
    expect(athena.calls.filter(({ name }) => name === 'getQueryResults')).toHaveLength(3);
  });

  test('streams page by page, and requests no page that is not read', async () => {
    const { clock, athena, db } = setUp(() => ({
      columns: [{ name: 'ticker', type: 'varchar' }],
      rows: [['ticker'], ...Array.from({ length: 5_000 }, () => ['A'])],
    }));
    const first = async (): Promise<number> => {
      let read = 0;
      for await (const _row of db.selectFrom('bars').select('ticker').stream()) {
        read += 1;
        if (read === 10) break;
      }
      return read;
    };
    expect(await clock.run(first())).toBe(10);
    expect(athena.calls.filter(({ name }) => name === 'getQueryResults')).toHaveLength(1);
  });

  test('gives the number of rows that a statement changed', async () => {
    const { clock, db } = setUp(() => ({ updateCount: 42 }));
    expect(
      await clock.run(db.insertInto('bars').values({ ticker: 'A', close: 1, trades: null }).executeTakeFirst()),
    ).toMatchObject({ numInsertedOrUpdatedRows: 42n });
  });

  test('refuses a transaction before anything is sent', async () => {
    const { athena, db } = setUp();
    await expect(db.transaction().execute(async () => {})).rejects.toThrow(/no transactions/);
    expect(athena.calls).toEqual([]);
  });

  test('finds its queries after a crash under the same run key, and distinguishes equal SQL by position', async () => {
    const { clock, athena, newDb } = setUp(() => ({ columns, rows: [header] }), { runKey: 'run-1/stage' });
    const work = async (): Promise<void> => {
      const db = newDb();
      for (let times = 0; times < 2; times += 1)
        await db.insertInto('bars').values({ ticker: 'A', close: 1, trades: null }).execute();
    };
    await clock.run(work());
    await clock.run(work());
    expect(athena.started).toHaveLength(2);
    expect(new Set(athena.started.map((start) => start.ClientRequestToken)).size).toBe(2);
  });

  test('stops its queries when its signal is aborted', async () => {
    const controller = new AbortController();
    const { clock, athena, db } = setUp(() => ({ engineMs: 60_000 }), { signal: controller.signal });
    clock.at(5_000, () => controller.abort(new Error('Ctrl-C')));
    await expect(clock.run(db.selectFrom('bars').selectAll().execute())).rejects.toThrow('Ctrl-C');
    expect(athena.stopped).toEqual(['q1']);
  });

  test('stops the query of a connection that is cancelled, and no other', async () => {
    const { clock, athena } = setUp((text) => ({ engineMs: text === 'select 1' ? 60_000 : 10_000 }));
    const driver = new AthenaDialect({
      runner: createQueryRunner({ athena, clock, random: () => 0.5 }),
    }).createDriver();
    const connections = [await driver.acquireConnection(), await driver.acquireConnection()];
    const ends = Promise.allSettled(
      connections.map((connection, index) =>
        connection.executeQuery(sql.raw(`select ${index + 1}`).compile(setUp().db)),
      ),
    );
    clock.at(5_000, () => {
      const [first] = connections;
      if (first !== undefined && 'cancelQuery' in first && typeof first.cancelQuery === 'function')
        void first.cancelQuery();
    });
    expect((await clock.run(ends)).map((end) => (end.status === 'rejected' ? String(end.reason) : end.status))).toEqual(
      ['AbortError: The query was cancelled.', 'fulfilled'],
    );
    expect(athena.stopped).toEqual(['q1']);
  });

  test('reports a result that cannot be read, with the query', async () => {
    const { clock, db } = setUp(() => ({ columns, rows: [header] }), {}, [
      { call: 'getQueryResults', error: apiError('InvalidRequestException', 'Could not find results') },
    ]);
    await expect(clock.run(db.selectFrom('bars').selectAll().execute())).rejects.toMatchObject({
      name: 'AthenaQueryError',
      queryId: 'q1',
      transient: false,
      next: expect.stringContaining('another run key'),
    });
  });

  test('has no lock for migrations', async () => {
    const { db } = setUp();
    await expect(
      new AthenaDialect({
        runner: createQueryRunner({
          athena: createScriptedAthena(createTestClock()),
          clock: createTestClock(),
          random: () => 0,
        }),
      })
        .createAdapter()
        .acquireMigrationLock(db, { lockRowId: '', lockTable: '' }),
    ).rejects.toThrow(SqlCompileError);
  });
});

describe('introspection', () => {
  test('reads Glue, partition keys last', async () => {
    const glue = createScriptedGlue({
      mkt: [
        {
          Name: 'raw',
          PartitionKeys: [{ Name: 'dt', Type: 'string' }],
          StorageDescriptor: { Columns: [{ Name: 'close', Type: 'double', Comment: 'price' }] },
        },
        { Name: 'v', TableType: 'VIRTUAL_VIEW' },
      ],
    });
    const { db, athena } = setUp(undefined, { catalog: createGlueReader(glue) });
    const column = (name: string, dataType: string) => ({
      name,
      dataType,
      isNullable: true,
      isAutoIncrementing: false,
      hasDefaultValue: false,
    });
    expect(await db.introspection.getSchemas()).toEqual([{ name: 'mkt' }]);
    expect(await db.introspection.getTables()).toEqual([
      {
        name: 'raw',
        schema: 'mkt',
        isView: false,
        columns: [{ ...column('close', 'double'), comment: 'price' }, column('dt', 'string')],
      },
      { name: 'v', schema: 'mkt', isView: true, columns: [] },
    ]);
    expect(athena.calls).toEqual([]);
  });

  test('without a catalogue says what to pass', async () => {
    await expect(setUp().db.introspection.getTables()).rejects.toThrow(/createGlueReader/);
  });
});
