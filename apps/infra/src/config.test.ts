import { pickMarketSettings } from '@tickerlake/pipeline';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('an empty environment gives seven tickers, no schedule and a placeholder account', () => {
  expect(readConfig({})).toEqual({
    account: '111111111111',
    region: 'us-east-1',
    stage: 'prod',
    tickers: null,
    callsPerMinute: 5,
    timespan: 'minute',
    landing: 'firehose',
    bufferSeconds: 60,
    keySecret: null,
    isScheduled: false,
    crawler: 'off',
    grafanaWorkspace: null,
    alarmEmail: null,
    monthlyBudgetUsd: 5,
    scanLimitBytes: 10 * 1024 ** 3,
    keepReleases: 30,
    market: pickMarketSettings({}),
  });
});

const closure = { closures: [{ date: '2026-05-20', reason: 'day of mourning' }] };

test('the functions get the calendar of the configuration file', () => {
  expect(readConfig({}, JSON.stringify({ source: 'polygon', calendar: closure })).market.calendar).toEqual(closure);
});

test.each([
  { name: 'no JSON', file: '{', says: 'tickerlake.config.json cannot be used' },
  {
    name: 'a closure on a Sunday',
    file: '{"calendar": {"closures": [{"date": "2026-05-24", "reason": "x"}]}}',
    says: '2026-05-24 is on a weekend',
  },
])('a configuration file with $name is refused', ({ file, says }) => {
  expect(() => readConfig({}, file)).toThrow(says);
});

test('lists every mistake at once', () => {
  const environment = {
    TICKERLAKE_STAGE: 'Prod!',
    TICKERLAKE_SCHEDULE: 'yes',
    TICKERLAKE_CALLS_PER_MINUTE: '0',
    TICKERLAKE_BUFFER_SECONDS: '901',
    TICKERLAKE_TICKERS: "AAPL,A'B",
  };
  for (const name of Object.keys(environment)) expect(() => readConfig(environment)).toThrow(name);
});
