import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

describe('tickerlake preview --check', () => {
  it('finds nothing in our own dashboards, nor in their files', async () => {
    expect(await runCommand(['preview', '--check'])).toMatchObject({
      code: 0,
      out: '5 dashboards: all of it is previewed.\n',
    });
    expect(await runCommand(['preview', '--check', 'docs/dashboards/comparisons.json'])).toMatchObject({
      code: 0,
      out: '1 dashboard: all of it is previewed.\n',
    });
  });

  test.each([
    {
      name: 'a type that is not drawn',
      content: '{"panels":[{"id":3,"type":"heatmap"}]}',
      code: 1,
      out: 'd.json, panel 3: not previewed: type heatmap\n',
      err: '',
    },
    { name: 'no JSON', content: '{', code: 1, out: '', err: 'd.json is not a dashboard in classic JSON' },
    {
      name: 'another document',
      content: '{"apiVersion":"dashboard.grafana.app/v2"}',
      code: 1,
      out: '',
      err: 'd.json is not a dashboard in classic JSON',
    },
  ])('says $name', async ({ content, code, out, err }) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'd.json'), content);
    expect(await runCommand(['preview', '--check', 'd.json'], { cwd })).toMatchObject({
      code,
      out,
      err: expect.stringContaining(err),
    });
  });

  it('says that a file is not there', async () => {
    expect(await runCommand(['preview', '--check', 'nowhere.json'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('nowhere.json cannot be read (ENOENT'),
    });
  });
});
