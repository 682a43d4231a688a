import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

describe('a lake as target', () => {
  test.each([
    {
      name: 'without a folder in S3',
      lake: {},
      args: ['run', '--target', 'trino'],
      says: 'Target trino needs a folder in S3: set "lake": { "location": "s3://bucket/folder/" }',
    },
    {
      name: 'with a location that is not a folder',
      lake: { location: 's3://bucket/file' },
      args: ['run'],
      says: 'lake.location: write it as s3://bucket/folder/',
    },
    {
      name: 'for a command that reads only this machine',
      lake: { location: 's3://bucket/lake/' },
      args: ['verify'],
      says: 'reads the store on this machine, but the configured target is aws: query the tables of tickerlake_simulated there',
    },
    {
      name: 'that does not exist',
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
