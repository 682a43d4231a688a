import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand, temporaryFolder } from '../../testing/run-command.ts';

const dashboard = (rawSQL: string) => ({
  title: 'T',
  description: 'D',
  editable: false,
  templating: { list: [{ type: 'datasource', name: 'ds' }] },
  panels: [
    {
      id: 1,
      type: 'table',
      title: 'P',
      description: 'D',
      datasource: { uid: '${ds}' },
      targets: [
        {
          refId: 'A',
          format: 1,
          rawSQL,
          connectionArgs: { region: 'r', catalog: 'c', database: 'd', resultReuseEnabled: true },
        },
      ],
    },
  ],
});

async function lint(content: unknown, ...args: string[]) {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'd.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return runCommand(['dashboards', 'lint', 'd.json', ...args], { cwd });
}

describe('tickerlake dashboards lint', () => {
  test('finds nothing in our own dashboards', async () => {
    expect(await runCommand(['dashboards', 'lint', 'docs/dashboards/hourly-volatility.json'])).toMatchObject({
      code: 0,
      out: '1 file, 0 errors, 0 warnings\n',
    });
  });

  test('says the file, the place, the rule and what to do, and exits with 1', async () => {
    const { code, out } = await lint(dashboard('select * from bars'));
    expect(code).toBe(1);
    expect(out).toBe(
      'd.json panels[0].targets[0].rawSQL\n  error no-select-star: It selects * of a table: name the columns that are drawn.\n1 file, 1 error, 0 warnings\n',
    );
  });

  test('warnings alone exit with 0', async () => {
    expect(await lint({ ...dashboard('select a from bars'), editable: true })).toMatchObject({
      code: 0,
      out: expect.stringContaining('0 errors, 1 warning'),
    });
  });

  test('as JSON', async () => {
    expect(JSON.parse((await lint(dashboard('select * from bars'), '--json')).out)).toEqual([
      expect.objectContaining({
        file: 'd.json',
        rule: 'no-select-star',
        severity: 'error',
        path: 'panels[0].targets[0].rawSQL',
      }),
    ]);
  });

  test('knows the partitions of its options', async () => {
    expect(await lint(dashboard('select high from raw_bars'), '--partition', 'raw_bars=dt')).toMatchObject({
      code: 1,
      out: expect.stringContaining('partition-predicate'),
    });
  });

  test.each([
    { name: 'no JSON', content: '{', says: 'd.json\n  error readable: It is not JSON' },
    { name: 'something else', content: '{"a": 1}', says: 'd.json\n  error readable: The file is neither a dashboard' },
    {
      name: 'an empty list, which would pass unseen',
      content: '[]',
      says: 'd.json\n  error readable: The file is an empty list',
    },
    {
      name: 'an empty list within',
      content: '{"groups": []}',
      says: 'd.json groups\n  error readable: groups is an empty list',
    },
    {
      name: 'an item that is not a dashboard, which would be left out',
      content: '[{"panels": []}, 5]',
      says: 'd.json [1]\n  error readable: [1] is neither a dashboard',
    },
  ])('$name is one finding', async ({ content, says }) => {
    const { code, out } = await lint(content);
    expect(code).toBe(1);
    expect(out).toContain(says);
    expect(out.match(/error/g)).toHaveLength(2); // the finding and the count
  });

  test('a file that cannot be read hides nothing of the others', async () => {
    const { code, out } = await lint(dashboard('select * from bars'), 'other.json', '.');
    expect(code).toBe(1);
    expect(out).toContain('d.json panels[0].targets[0].rawSQL\n  error no-select-star');
    expect(out).toContain('other.json\n  error readable: It cannot be read (ENOENT');
    expect(out).toContain(
      '.\n  error readable: It is a folder: name the files in it.\n3 files, 3 errors, 0 warnings\n',
    );
  });

  test('provisioning files are read as YAML', async () => {
    expect(
      await lint('apiVersion: 1\ndatasources:\n  - { name: Athena, type: grafana-athena-datasource, jsonData: {} }\n'),
    ).toMatchObject({ code: 1, out: expect.stringContaining('error default-region') });
  });

  test('a partition without a column is refused', async () => {
    expect(await lint('{"panels": []}', '--partition', 'raw_bars')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--partition wants table=column'),
    });
  });
});
