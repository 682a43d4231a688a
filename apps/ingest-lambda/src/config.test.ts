import { describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('reads the settings, five calls where nothing else is said', () => {
    expect(readConfig({ API_KEY_PARAMETER: '/tickerlake/key', STREAM_NAME: 'raw' })).toEqual({
      keyPlace: { kind: 'parameter', name: '/tickerlake/key' }, landing: { kind: 'firehose', stream: 'raw' }, maxCalls: 5, baseUrl: null,
    });
    expect(readConfig({ API_KEY_SECRET_ID: 'key', STREAM_NAME: 'raw', CALLS_PER_MINUTE: '100', BASE_URL: 'https://api.polygon.io' })).toEqual({
      keyPlace: { kind: 'secret', secretId: 'key' }, landing: { kind: 'firehose', stream: 'raw' }, maxCalls: 100, baseUrl: 'https://api.polygon.io',
    });
  });

  it.each([
    { name: 'a bucket', location: 's3://lake/' },
    { name: 'a folder of a bucket', location: 's3://my-lake.eu/tickerlake/simulated/' },
  ])('lands straight into $name when told so, a stream then being of no use', ({ location }) => {
    expect(readConfig({ API_KEY_PARAMETER: 'a', LANDING: 's3', LAKE_LOCATION: location, STREAM_NAME: 'raw' }).landing).toEqual({ kind: 's3', location });
  });

  it.each([
    { name: 'nothing', env: {}, says: 'set one of API_KEY_PARAMETER' },
    { name: 'no stream', env: { API_KEY_PARAMETER: 'a' }, says: 'set STREAM_NAME' },
    { name: 'a lake without its place', env: { API_KEY_PARAMETER: 'a', LANDING: 's3', STREAM_NAME: 'raw' }, says: 'set LAKE_LOCATION' },
    { name: 'a lake that is no folder', env: { API_KEY_PARAMETER: 'a', LANDING: 's3', LAKE_LOCATION: 's3://lake/folder' }, says: 'with the / at the end' },
    { name: 'another way to land', env: { API_KEY_PARAMETER: 'a', LANDING: 'kafka' }, says: 'LANDING' },
    { name: 'no place of the key', env: { STREAM_NAME: 'raw' }, says: 'set one of API_KEY_PARAMETER' },
    { name: 'two places of the key', env: { STREAM_NAME: 'raw', API_KEY_PARAMETER: 'a', API_KEY_SECRET_ID: 'b' }, says: 'set one of API_KEY_PARAMETER' },
    { name: 'no calls at all', env: { STREAM_NAME: 'raw', API_KEY_PARAMETER: 'a', CALLS_PER_MINUTE: '0' }, says: 'CALLS_PER_MINUTE' },
    { name: 'an address that is none', env: { STREAM_NAME: 'raw', API_KEY_PARAMETER: 'a', BASE_URL: 'polygon' }, says: 'BASE_URL' },
  ])('refuses $name', ({ env, says }) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(says);
  });
});
