import { describe, expect, it } from 'vitest';
import { ConfigError, pickMarketSettings } from '@tickerlake/pipeline';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('reads the settings, with five calls per minute by default', () => {
    expect(readConfig({ API_KEY_PARAMETER: '/tickerlake/key', STREAM_NAME: 'raw' })).toEqual({
      keyPlace: { kind: 'parameter', name: '/tickerlake/key' },
      landing: { kind: 'firehose', stream: 'raw' },
      maxCalls: 5,
      baseUrl: null,
      market: pickMarketSettings({}),
    });
    expect(
      readConfig({
        API_KEY_SECRET_ID: 'key',
        STREAM_NAME: 'raw',
        CALLS_PER_MINUTE: '100',
        BASE_URL: 'https://api.polygon.io',
      }),
    ).toEqual({
      keyPlace: { kind: 'secret', secretId: 'key' },
      landing: { kind: 'firehose', stream: 'raw' },
      maxCalls: 100,
      baseUrl: 'https://api.polygon.io',
      market: pickMarketSettings({}),
    });
  });

  it.each([
    { name: 'a bucket', location: 's3://lake/' },
    { name: 'a folder of a bucket', location: 's3://my-lake.eu/tickerlake/simulated/' },
  ])('lands directly in $name when configured, without a stream', ({ location }) => {
    expect(
      readConfig({ API_KEY_PARAMETER: 'a', LANDING: 's3', LAKE_LOCATION: location, STREAM_NAME: 'raw' }).landing,
    ).toEqual({ kind: 's3', location });
  });

  it('takes closures as JSON, and refuses one on a Sunday', () => {
    const read = (date: string) =>
      readConfig({
        API_KEY_PARAMETER: 'a',
        STREAM_NAME: 'raw',
        MARKET_SETTINGS: JSON.stringify({ calendar: { closures: [{ date, reason: 'day of mourning' }] } }),
      }).market.calendar;
    expect(read('2026-05-20')).toEqual({ closures: [{ date: '2026-05-20', reason: 'day of mourning' }] });
    expect(() => read('2026-05-24')).toThrow('2026-05-24 is on a weekend');
  });

  it.each([
    { name: 'nothing', env: {}, says: 'set one of API_KEY_PARAMETER' },
    { name: 'no stream', env: { API_KEY_PARAMETER: 'a' }, says: 'set STREAM_NAME' },
    {
      name: 'a lake without its location',
      env: { API_KEY_PARAMETER: 'a', LANDING: 's3', STREAM_NAME: 'raw' },
      says: 'set LAKE_LOCATION',
    },
    {
      name: 'a lake location that is not a folder',
      env: { API_KEY_PARAMETER: 'a', LANDING: 's3', LAKE_LOCATION: 's3://lake/folder' },
      says: 'with the trailing /',
    },
    { name: 'an unknown way to land', env: { API_KEY_PARAMETER: 'a', LANDING: 'kafka' }, says: 'LANDING' },
    { name: 'no source of the key', env: { STREAM_NAME: 'raw' }, says: 'set one of API_KEY_PARAMETER' },
    {
      name: 'two sources of the key',
      env: { STREAM_NAME: 'raw', API_KEY_PARAMETER: 'a', API_KEY_SECRET_ID: 'b' },
      says: 'set one of API_KEY_PARAMETER',
    },
    {
      name: 'no calls at all',
      env: { STREAM_NAME: 'raw', API_KEY_PARAMETER: 'a', CALLS_PER_MINUTE: '0' },
      says: 'CALLS_PER_MINUTE',
    },
    {
      name: 'a malformed address',
      env: { STREAM_NAME: 'raw', API_KEY_PARAMETER: 'a', BASE_URL: 'polygon' },
      says: 'BASE_URL',
    },
  ])('refuses $name', ({ env, says }) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(says);
  });
});
