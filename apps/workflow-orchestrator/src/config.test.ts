import { pickMarketSettings } from '@tickerlake/pipeline';
import { expect, test } from 'vitest';
import { readConfig, readDispatcherConfig } from './config.ts';

const environment = {
  LAKE_LOCATION: 's3://lake/tickerlake/polygon/',
  DATABASE: 'tickerlake_polygon',
  WORKGROUP: 'w',
  INGEST_FUNCTION: 'arn:ingest:live',
  TICKERS: 'magnificent7, crypto,AAPL',
};

test('a minimal environment gets the defaults', () => {
  expect(readConfig(environment)).toEqual({
    location: 's3://lake/tickerlake/polygon/',
    database: 'tickerlake_polygon',
    workGroup: 'w',
    ingestFunction: 'arn:ingest:live',
    members: expect.arrayContaining([{ ticker: 'TSLA' }, { ticker: 'X:BTCUSD' }, { ticker: 'AAPL' }]),
    barMs: 60_000,
    callsPerMinute: 5,
    keepReleases: 30,
    stage: 'prod',
    landing: 'firehose',
    landedDeadlineMs: 3_600_000,
    crawler: null,
    alarmTopic: null,
    market: pickMarketSettings({}),
  });
});

test('without TICKERS, the members of the configured universe and their dates are asked for', () => {
  const universe = ['AAPL', { ticker: 'INTC', to: '2024-11-07' }];
  const { TICKERS: _none, ...others } = environment;
  expect(readConfig({ ...others, MARKET_SETTINGS: JSON.stringify({ universe }) }).members).toEqual([
    { ticker: 'AAPL' },
    { ticker: 'INTC', to: '2024-11-07' },
  ]);
});

test.each([
  { name: 'LAKE_LOCATION', value: 's3://lake/tickerlake' },
  { name: 'LAKE_LOCATION', value: undefined },
  { name: 'DATABASE', value: 'my-lake' },
  { name: 'TICKERS', value: ' , ' },
  { name: 'TICKERS', value: "A'B" },
  { name: 'TIMESPAN', value: 'day' },
  { name: 'CALLS_PER_MINUTE', value: '0' },
])('$name = $value is rejected by name', ({ name, value }) => {
  expect(() => readConfig({ ...environment, [name]: value })).toThrow(
    expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(name) }),
  );
});

test('the dispatcher needs the orchestrator', () => {
  expect(readDispatcherConfig({ ORCHESTRATOR_FUNCTION: 'arn' })).toEqual({ orchestrator: 'arn' });
  expect(() => readDispatcherConfig({})).toThrow('ORCHESTRATOR_FUNCTION');
});
