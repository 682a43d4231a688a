import { startGrafanaDouble } from '@tickerlake/grafana-provisioning/testing';
import { describe, it, onTestFinished } from 'vitest';
import { provisioningSuite } from './testing/provisioning-suite.ts';

const { GRAFANA_URL: url, GRAFANA_TOKEN: token } = process.env;
const isAsked = url !== undefined && url !== '' && token !== undefined && token !== '';

describe('everything in this project, applied to Grafana and removed again', () => {
  it.each(['10.4.0', '12.4.0', '13.3.0'])('against the double of %s', async (version) => {
    const double = await startGrafanaDouble({ version });
    onTestFinished(() => double.close());
    await provisioningSuite({ url: double.url, token: double.token('Admin') });
  });

  it.skipIf(!isAsked)(
    'against the Grafana at GRAFANA_URL',
    async () => {
      await provisioningSuite({ url: url ?? '', token: token ?? '' });
    },
    120_000,
  );
});
