import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

describe('a target beside this machine', () => {
  test.each([
    {
      name: 'without a place in S3',
      lake: {},
      args: ['run', '--target', 'trino'],
      says: 'Target trino needs a folder in S3: set "lake": { "location": "s3://bucket/folder/" }',
    },
    {
      name: 'of a place that is no folder',
      lake: { location: 's3://bucket/file' },
      args: ['run'],
      says: 'lake.location: write it as s3://bucket/folder/',
    },
    {
      name: 'when asked for what only this machine tells',
      lake: { location: 's3://bucket/lake/' },
      args: ['check'],
      says: 'reads the store of this machine, and the configuration builds on aws: ask for the tables of tickerlake_simulated there',
    },
    {
      name: 'that nobody knows',
      lake: {},
      args: ['run', '--target', 'spark'],
      says: 'Allowed choices are local, trino, aws',
    },
  ])('$name is refused before anything is called', async ({ lake, args, says }) => {
    const dataDir = await temporaryFolder();
    const config = join(dataDir, 'tickerlake.config.json');
    await writeFile(config, JSON.stringify({ dataDir, target: 'aws', lake }));
    const { code, err } = await runCommand([...args, '--source', 'simulated', '--config', config]);
    expect(code).toBe(1);
    expect(err.replaceAll('\n', ' ')).toContain(says);
  });
});
