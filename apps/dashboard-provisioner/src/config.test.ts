import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const url = 'https://grafana.example.com';

describe('readConfig', () => {
  it.each([
    {
      name: 'a token',
      environment: { GRAFANA_URL: url, GRAFANA_TOKEN: 't' },
      config: { url, access: { kind: 'token', token: 't' } },
    },
    {
      name: 'a secret',
      environment: { GRAFANA_URL: url, GRAFANA_TOKEN_SECRET_ID: 's' },
      config: { access: { kind: 'secret', secretId: 's' } },
    },
    {
      name: 'a workspace, which returns its address',
      environment: { GRAFANA_WORKSPACE_ID: 'g-0123456789' },
      config: { url: null, access: { kind: 'workspace', workspaceId: 'g-0123456789' } },
    },
    {
      name: 'an address in the settings',
      environment: { GRAFANA_TOKEN: 't', GRAFANA_SETTINGS: JSON.stringify({ url }) },
      config: { url },
    },
    {
      name: 'the address from the environment over that from the settings',
      environment: { GRAFANA_URL: url, GRAFANA_TOKEN: 't', GRAFANA_SETTINGS: '{"url":"https://other.example.com"}' },
      config: { url },
    },
  ])('takes $name', ({ environment, config }) => {
    expect(readConfig(environment)).toMatchObject(config);
  });

  it.each([
    { name: 'no token', environment: { GRAFANA_URL: url }, says: /No token: set one of GRAFANA_TOKEN/ },
    {
      name: 'two tokens',
      environment: { GRAFANA_URL: url, GRAFANA_TOKEN: 'CANARY', GRAFANA_WORKSPACE_ID: 'g-0123456789' },
      says: /More than one source/,
    },
    { name: 'no address', environment: { GRAFANA_TOKEN: 'CANARY' }, says: /GRAFANA_URL is missing/ },
    { name: 'a malformed workspace id', environment: { GRAFANA_WORKSPACE_ID: 'CANARY' }, says: /g-0123456789/ },
    {
      name: 'settings that are not JSON',
      environment: { GRAFANA_TOKEN: 't', GRAFANA_SETTINGS: 'CANARY' },
      says: /not JSON/,
    },
    {
      name: 'settings with an unknown key',
      environment: { GRAFANA_TOKEN: 't', GRAFANA_SETTINGS: '{"folders":{}}' },
      says: /folders/,
    },
    {
      name: 'settings with a secret',
      environment: { GRAFANA_TOKEN: 't', GRAFANA_SETTINGS: '{"dataSource":{"secretKey":"CANARY"}}' },
      says: /secretKey/,
    },
  ])('refuses $name, without the value', ({ environment, says }) => {
    expect(() => readConfig(environment)).toThrow(says);
    expect(() => readConfig(environment)).not.toThrow(/CANARY/);
  });
});
