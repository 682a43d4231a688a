import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('a bare environment is seven tickers, off, in a made-up account', () => {
  expect(readConfig({})).toMatchObject({ account: '111111111111', stage: 'prod', tickers: ['magnificent7'], isScheduled: false, landing: 'firehose', alarmEmail: null });
});

test('lists every mistake at once', () => {
  const environment = { TICKERLAKE_STAGE: 'Prod!', TICKERLAKE_SCHEDULE: 'yes', TICKERLAKE_CALLS_PER_MINUTE: '0' };
  expect(() => readConfig(environment)).toThrow(/TICKERLAKE_STAGE[\s\S]*TICKERLAKE_CALLS_PER_MINUTE[\s\S]*TICKERLAKE_SCHEDULE/);
});
