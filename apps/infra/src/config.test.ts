import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('an empty environment gives seven tickers, no schedule and a placeholder account', () => {
  expect(readConfig({})).toEqual({
    account: '111111111111',
    region: 'us-east-1',
    stage: 'prod',
    tickers: ['magnificent7'],
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
  });
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
