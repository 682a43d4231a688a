import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type GrafanaDouble, startGrafanaDouble } from './grafana-double.ts';
import { sampleDashboard } from './sample-dashboard.ts';
import { type McpClient, startMcpClient } from './start-mcp-client.ts';

declare module 'vitest' {
  interface ProvidedContext {
    mcpGrafana: string;
  }
}

/**
 * Drives the double with Grafana's own MCP server, which does not know about it: anything it rejects or misreads is a
 * fault of the double.
 */
describe.each(['13.3.0', '12.4.0', '10.4.0'])('mcp-grafana with the double of Grafana %s', (version) => {
  let double: GrafanaDouble;
  let client: McpClient;
  let reader: McpClient;

  beforeEach(async () => {
    double = await startGrafanaDouble({ version });
    double.place({
      folder: { uid: 'tickerlake', title: 'Tickerlake' },
      dataSource: { uid: 'athena', secureJsonData: { secretKey: 'CANARY' } },
    });
    const start = (role: 'Admin' | 'Viewer') =>
      startMcpClient(inject('mcpGrafana'), {
        GRAFANA_URL: double.url,
        GRAFANA_SERVICE_ACCOUNT_TOKEN: double.token(role),
      });
    [client, reader] = await Promise.all([start('Admin'), start('Viewer')]);
  });
  afterEach(async () => {
    client.close();
    reader.close();
    await double.close();
  });
  const save = (changes: object) =>
    client.call('update_dashboard', {
      dashboard: { ...sampleDashboard('hours'), id: null },
      folderUid: 'tickerlake',
      message: 'by others',
      overwrite: false,
      ...changes,
    });

  it('saves, reads, patches and finds a dashboard', async () => {
    expect(await save({})).toMatchObject({ isError: false });
    expect(await client.call('get_dashboard_property', { uid: 'hours', jsonPath: '$.panels[*].title' })).toMatchObject({
      text: '["Hours","Failed rules"]',
      isError: false,
    });
    expect(
      await client.call('update_dashboard', {
        uid: 'hours',
        operations: [{ op: 'replace', path: '$.title', value: 'Patched' }],
        message: 'patch',
      }),
    ).toMatchObject({ isError: false });
    expect((await client.call('search_dashboards', { query: 'Patched' })).text).toContain('"folderTitle":"Tickerlake"');
    expect(double.state.dashboards.get('hours')).toMatchObject({
      folderUid: 'tickerlake',
      spec: { title: 'Patched', tags: ['tickerlake'], time: { from: 'now-30d', to: 'now' } },
    });
    expect(double.state.dashboards.get('hours')?.spec['panels']).toHaveLength(2);
  });

  it('moves a dashboard to the root when it names no folder, as Grafana does', async () => {
    await save({});
    expect(await save({ folderUid: '', overwrite: true })).toMatchObject({ isError: false });
    expect(double.state.dashboards.get('hours')?.folderUid).toBe('');
  });

  it('is refused what Grafana refuses, with a message that it passes on', async () => {
    await save({});
    expect(await save({ dashboard: { ...sampleDashboard('hours'), id: null, version: 99 } })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/412|PreconditionFailed/i),
    });
    expect(
      await reader.call('update_dashboard', {
        dashboard: { ...sampleDashboard('other'), id: null },
        message: 'x',
        overwrite: false,
      }),
    ).toMatchObject({ isError: true, text: expect.stringMatching(/403|forbidden/i) });
    expect(await client.call('get_dashboard_by_uid', { uid: 'nowhere' })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/404|not.?found/i),
    });
    expect([...double.state.dashboards.keys()]).toEqual(['hours']);
  });

  it('sees folders and data sources, and no secret', async () => {
    expect(await client.call('create_folder', { title: 'Made', uid: 'made' })).toMatchObject({ isError: false });
    expect((await client.call('search_folders', { query: 'Made' })).text).toContain('"uid":"made"');
    const told = [await client.call('list_datasources', {}), await client.call('get_datasource', { uid: 'athena' })];
    for (const { text, isError } of told)
      expect({ isError, text }).toEqual({ isError: false, text: expect.stringContaining('grafana-athena-datasource') });
    expect(JSON.stringify(told)).not.toContain('CANARY');
  });
});
