import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startGrafanaDouble } from '@tickerlake/grafana-provisioning/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand, temporaryFolder } from '../../testing/run-command.ts';

const secrets = { accessKey: 'CANARY-ACCESS', secretKey: 'CANARY-SECRET' };

async function setUp() {
  const double = await startGrafanaDouble({ version: '12.4.0' });
  onTestFinished(() => double.close());
  const cwd = await temporaryFolder();
  const grafana = { url: double.url, token: double.token('Admin', 'CANARY-TOKEN'), secrets };
  const run = async (...args: readonly string[]) => {
    const outcome = await runCommand(['dashboards', ...args], { cwd, grafana });
    expect(JSON.stringify(outcome)).not.toContain('CANARY');
    return outcome;
  };
  return { double, cwd, run };
}

describe('tickerlake dashboards', () => {
  it('plans, applies, applies again, finds an edit, writes over it, destroys', async () => {
    const { double, run } = await setUp();
    const uid = 'tickerlake-hourly-volatility';

    expect((await run('plan')).code).toBe(2);
    expect(await run('apply')).toMatchObject({
      code: 0,
      out: expect.stringContaining(`+ dashboard "Hourly volatility" (${uid})`),
    });
    expect(await run('apply')).toMatchObject({ code: 0, out: expect.stringContaining('nothing was written') });
    double.edit(uid, 'ann', (spec) => ({ ...spec, refresh: '5s' }));
    expect(await run('drift')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/saved by ann.*\n.*refresh: {2}-> 5s/),
    });
    expect(await run('apply')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: Nothing was written.*--force/s),
    });
    expect(await run('apply', '--force', '--json')).toMatchObject({ code: 0 });
    expect(await run('doctor')).toMatchObject({ code: 0 });
    expect((await run('destroy')).code).toBe(2);
    expect((await run('destroy', '--yes')).code).toBe(0);
    expect(double.state.dashboards.size).toBe(0);
  });

  it('exports files, without asking Grafana', async () => {
    const { double, cwd, run } = await setUp();

    expect(await run('export', 'provisioning')).toMatchObject({ code: 0 });

    expect(await readFile(join(cwd, 'provisioning/datasources/tickerlake.yaml'), 'utf8')).toContain(
      'type: grafana-athena-datasource',
    );
    expect(double.requests).toEqual([]);
  });

  it.each([
    { name: 'no address', grafana: { url: null, token: 't', secrets: {} }, says: /Set GRAFANA_URL/ },
    {
      name: 'no token',
      grafana: { url: 'http://127.0.0.1:1', token: null, secrets: {} },
      says: /GRAFANA_TOKEN is missing/,
    },
    {
      name: 'no server',
      grafana: { url: 'http://127.0.0.1:1', token: 't', secrets: {} },
      says: /cannot be reached.*Check GRAFANA_URL/,
    },
  ])('says what is missing: $name', async ({ grafana, says }) => {
    const outcome = await runCommand(['dashboards', 'plan'], { cwd: await temporaryFolder(), grafana });

    expect(outcome).toMatchObject({ code: 1, err: expect.stringMatching(says) });
    expect(outcome.err).not.toContain('a bug in tickerlake');
  });
});
