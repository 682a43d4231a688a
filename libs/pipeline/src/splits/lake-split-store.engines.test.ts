import { splitsTable } from '@tickerlake/record-schema';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openTrinoLake } from '../run/trino/open-trino-lake.ts';
import { ensureRawBars } from '../release/iceberg/ensure-tables.ts';
import { splitsTableInput } from './lake-split-store.ts';
import { createRigLake } from '../run/lake/testing/rig-lake.ts';

test(
  'the table of a lake without loaded splits is empty, and shows splits once they are loaded',
  { timeout: 120_000 },
  async () => {
    const open = (place: Parameters<typeof openTrinoLake>[1]) =>
      openTrinoLake(
        { url: inject('engines').trinoUrl, user: 'test', catalog: 'awsdatacatalog', icebergCatalog: 'iceberg', fetch },
        place,
      );
    const lake = createRigLake(inject('engines'), open);
    onTestFinished(() => lake.close());
    const { glue, database, location } = lake.place;
    await ensureRawBars({ glue, database, objects: { location } });
    await glue.createTable({ DatabaseName: database, TableInput: splitsTableInput(location) });
    const rows = () =>
      lake.trino(`select ${splitsTable.columns.map(({ name }) => `cast(${name} as varchar)`).join(', ')} from splits`);
    expect(await rows()).toEqual([]);

    const { splits } = open(lake.place);
    await (
      await splits.open()
    ).replace({
      since: '2024-01-02',
      splits: [
        { ticker: 'NVDA', executionDate: '2024-06-10', splitFrom: 1, splitTo: 10, id: null, source: 'configured' },
      ],
    });
    expect(await rows()).toEqual([['NVDA', '2024-06-10', '1.0E0', '1.0E1', '1.0E0', '1.0E1', 'configured', null]]);
    await (await splits.open()).replace({ since: '2024-01-02', splits: [] });
    expect(await rows()).toEqual([]);
  },
);
