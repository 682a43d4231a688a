import { describe, expect, test } from 'vitest';
import { deletionOrder } from './clean-up.ts';
import { readCommandLine, withoutKey } from './command-line.ts';
import { missingAccess } from './missing-access.ts';
import { deployEnvironment, freshStage, smokeStage } from './smoke-stage.ts';

const stage = smokeStage('smokek3x9q2');

describe('a stage of a smoke run', () => {
  test.each([0, 0.25, 0.5, 1 - Number.EPSILON])('has a unique name, from %d', (random) => {
    expect(smokeStage(freshStage(random)).stage).toMatch(/^smoke[a-z0-9]{6}$/);
  });

  test.each(['prod', 'smoke', 'smoke-a1b2c', 'SMOKEA1B2C3', 'smokea1b2c3d', 'smokea1b2c3\n'])('is never %j', (name) => {
    expect(() => smokeStage(name)).toThrow(RangeError);
  });

  test('asks readers for the hours of each ticker', () => {
    expect(stage.query).toBe('select ticker, count(*) from hourly_volatility group by ticker order by ticker');
  });
});

test('the deploy gets the stage, no settings of another one, and never the key', () => {
  const environment = {
    PATH: 'bin',
    AWS_PROFILE: 'team',
    MASSIVE_API_KEY: 'canary',
    POLYGON_API_KEY: 'canary',
    TICKERLAKE_STAGE: 'prod',
    TICKERLAKE_SCHEDULE: 'true',
    TICKERLAKE_LANDING: 's3',
  };
  expect(deployEnvironment(environment, stage)).toEqual({
    PATH: 'bin',
    AWS_PROFILE: 'team',
    TICKERLAKE_STAGE: 'smokek3x9q2',
    TICKERLAKE_TICKERS: stage.tickers.join(','),
    TICKERLAKE_SCHEDULE: 'false',
  });
});

test('a foreign bucket stops the whole removal', () => {
  expect(() => deletionOrder(['tickerlake-smokek3x9q2-bucketslake1', 'tickerlake-prod-bucketslake1'], stage)).toThrow(
    /tickerlake-prod-bucketslake1 does not start with/,
  );
});

const there = { credentials: async () => ({}), region: async () => 'us-east-1', key: 'k' };
const absent = async (): Promise<never> => Promise.reject(new Error('none'));

test.each([
  { name: 'everything is there', access: there, says: null },
  { name: 'no key', access: { ...there, key: null }, says: /^MASSIVE_API_KEY/ },
  { name: 'no region', access: { ...there, region: absent }, says: /^no AWS region/ },
  { name: 'no credentials', access: { ...there, credentials: absent }, says: /finds no credentials/ },
])('says in one line what is missing: $name', async ({ access, says }) => {
  const missing = await missingAccess(access);
  if (says === null) expect(missing).toBeNull();
  else expect(missing).toMatch(says);
  expect(missing ?? '').not.toContain('\n');
});

test('the command line names a stage to clean, or nothing', () => {
  expect(readCommandLine([])).toEqual({ clean: null, isHelp: false });
  expect(readCommandLine(['--clean', 'smokek3x9q2'])).toEqual({ clean: 'smokek3x9q2', isHelp: false });
  expect(readCommandLine(['-h'])).toEqual({ clean: null, isHelp: true });
  expect(() => readCommandLine(['--stage', 'prod'])).toThrow(TypeError);
});

test('the key is cut out of every text', () => {
  expect(withoutKey('a canary, canary', 'canary')).toBe('a [key], [key]');
  expect(withoutKey('as it is', null)).toBe('as it is');
});
