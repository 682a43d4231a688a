import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { readEnvironment } from './config.ts';
import { configJsonSchema } from './config-json-schema.ts';
import { configSchema } from './config-schema.ts';
import { loadConfig } from './load-config.ts';

async function load(text: string) {
  const cwd = await mkdtemp(join(tmpdir(), 'tickerlake-config-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await writeFile(join(cwd, 'tickerlake.config.json'), text);
  return loadConfig({ file: undefined, cwd });
}

describe('tickerlake.config.json', () => {
  it('may be absent: then the defaults hold', async () => {
    const { config, file } = await loadConfig({ file: undefined, cwd: join(tmpdir(), 'no-such-folder') });
    expect(file).toBeNull();
    expect(config).toMatchObject({
      universe: 'magnificent7',
      timespan: 'minute',
      keepReleases: 5,
      preview: { port: 4600 },
    });
  });

  it('may name its schema for editors', async () => {
    expect(
      (await load('{"$schema": "./tickerlake.config.schema.json", "universe": ["BRK.B", "X:BTCUSD"]}')).config.universe,
    ).toEqual(['BRK.B', 'X:BTCUSD']);
  });

  test.each([
    { name: 'no JSON', text: '{"universe": }', says: 'is not valid JSON' },
    { name: 'not an object', text: '[]', says: '(the file): Invalid input: expected object' },
    {
      name: 'an unknown universe',
      text: '{"universe": "faang"}',
      says: 'universe: the universes are magnificent7, crypto, benchmarks; or give a list of tickers',
    },
    { name: 'an empty universe', text: '{"universe": []}', says: 'universe: name at least one ticker' },
    { name: 'a ticker with a space', text: '{"universe": ["AAPL", "B RK"]}', says: 'a ticker holds letters, digits' },
    {
      name: 'an option',
      text: '{"universe": ["O:SPY251219C00650000"]}',
      says: 'is an option, which has no market model yet',
    },
    {
      name: 'an option among the splits',
      text: '{"splits": [{"ticker": "O:SPY251219C00650000", "executionDate": "2024-06-10", "splitFrom": 1, "splitTo": 2}]}',
      says: 'is an option, which has no market model yet',
    },
    {
      name: 'a length of bars that is none',
      text: '{"replayBar": "week"}',
      says: 'replayBar: write minute, 5minute, hour or day',
    },
    {
      name: 'a setting that is not there',
      text: '{"polygon": {"apiKey": "secret"}}',
      says: 'polygon.apiKey: there is no such setting',
    },
    { name: 'a memory without unit', text: '{"memoryLimit": "2"}', says: 'memoryLimit: write it as 512MB or 1.5GB' },
    {
      name: 'the address of a webhook in it',
      text: '{"notify": {"send": [{"webhook": "slack", "urlVariable": "https://hooks.example/T0CANARY"}]}}',
      says: 'notify.send.0.urlVariable: name an environment variable that ends in _WEBHOOK_URL',
    },
    {
      name: 'a command as one text',
      text: '{"notify": {"send": [{"command": "notify-send x"}]}}',
      says: 'notify.send.0: ',
    },
    {
      name: 'an event that nobody knows',
      text: '{"notify": {"send": [{"on": ["success"], "command": ["x"]}]}}',
      says: 'notify.send.0',
    },
    { name: 'a port beyond all ports', text: '{"preview": {"port": 70000}}', says: 'preview.port' },
  ])('that is wrong with $name is said', async ({ text, says }) => {
    await expect(load(text)).rejects.toThrow(says);
  });
});

describe('the schema for editors', () => {
  it('is current in tickerlake.config.schema.json', async () => {
    await expect(configJsonSchema()).toMatchFileSnapshot('../../../../tickerlake.config.schema.json');
  });

  it('describes every setting', () => {
    const { properties } = JSON.parse(configJsonSchema()) as {
      properties: Record<string, { description?: string; properties?: Record<string, { description?: string }> }>;
    };
    expect(Object.keys(properties)).toEqual(Object.keys(configSchema.shape));
    const leaves = Object.entries(properties).flatMap(([name, one]) =>
      Object.entries(one.properties ?? { [name]: one }),
    );
    expect(leaves.filter(([, { description }]) => description === undefined)).toEqual([]);
  });
});

describe('the environment', () => {
  const canary = 'CANARY-secret';
  const environment = readEnvironment({
    PATH: '/bin',
    TEAM_WEBHOOK_URL: `https://hooks.example/${canary}`,
    MASSIVE_API_KEY: canary,
    GRAFANA_TOKEN: canary,
    AWS_SECRET_ACCESS_KEY: canary,
    AWS_SESSION_TOKEN: canary,
    OPENLINEAGE_API_KEY: canary,
    DB_PASSWORD: canary,
  });

  it('holds the addresses of webhooks', () => {
    expect(environment.webhookUrls).toEqual({ TEAM_WEBHOOK_URL: `https://hooks.example/${canary}` });
  });

  it('has no secret for the commands that get notices', () => {
    expect(environment.hookEnvironment).toEqual({ PATH: '/bin' });
  });
});
