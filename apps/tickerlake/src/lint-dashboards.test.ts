import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand, temporaryFolder } from './testing/run-command.ts';

const dashboard = (rawSQL: string) => ({
  title: 'T', description: 'D', editable: false, templating: { list: [{ type: 'datasource', name: 'ds' }] },
  panels: [{
    id: 1, type: 'table', title: 'P', description: 'D', datasource: { uid: '${ds}' },
    targets: [{ refId: 'A', format: 1, rawSQL, connectionArgs: { region: 'r', catalog: 'c', database: 'd', resultReuseEnabled: true } }],
  }],
});

async function lint(content: unknown, ...args: string[]) {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'd.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return runCommand(['dashboards', 'lint', 'd.json', ...args], { cwd });
}

describe('tickerlake dashboards lint', () => {
  test('finds nothing in our own dashboards', async () => {
    expect(await runCommand(['dashboards', 'lint', 'docs/dashboards/hourly-volatility.json'])).toMatchObject({ code: 0, out: '1 file, 0 errors, 0 warnings\n' });
  });

  test('says the file, the place, the rule and what to do, and exits with 1', async () => {
    const { code, out } = await lint(dashboard('select * from bars'));
    expect(code).toBe(1);
    expect(out).toBe('d.json panels[0].targets[0].rawSQL\n  error no-select-star: It selects *: name the columns that are drawn.\n1 file, 1 error, 0 warnings\n');
  });

  test('warnings alone exit with 0', async () => {
    expect(await lint({ ...dashboard('select a from bars'), editable: true })).toMatchObject({ code: 0, out: expect.stringContaining('0 errors, 1 warning') });
  });

  test('as JSON', async () => {
    expect(JSON.parse((await lint(dashboard('select * from bars'), '--json')).out)).toEqual([expect.objectContaining({ file: 'd.json', rule: 'no-select-star', severity: 'error', path: 'panels[0].targets[0].rawSQL' })]);
  });

  test('knows the partitions that it is told', async () => {
    expect(await lint(dashboard('select high from raw_bars'), '--partition', 'raw_bars=dt')).toMatchObject({ code: 1, out: expect.stringContaining('partition-predicate') });
  });

  test.each([
    { name: 'no JSON', content: '{', args: [], says: 'd.json is not JSON' },
    { name: 'something else', content: '{"a": 1}', args: [], says: 'd.json: The file is neither a dashboard' },
    { name: 'an empty list, which would pass unseen', content: '[]', args: [], says: 'd.json: The file is an empty list' },
    { name: 'an empty list within', content: '{"groups": []}', args: [], says: 'd.json: groups is an empty list' },
    { name: 'an item that is no dashboard, which would be left out', content: '[{"panels": []}, 5]', args: [], says: 'd.json: [1] is neither a dashboard' },
    { name: 'a partition without a column', content: '{"panels": []}', args: ['--partition', 'raw_bars'], says: '--partition wants table=column' },
    { name: 'a file that is not there', content: '{"panels": []}', args: ['other.json'], says: 'other.json cannot be read (ENOENT' },
  ])('refuses $name', async ({ content, args, says }) => {
    expect(await lint(content, ...args)).toMatchObject({ code: 1, err: expect.stringContaining(says) });
  });
});
