import { athenaPlugin } from '../document/find-plugin.ts';
import type { LintRule } from '../lint-rule.ts';

/** Grafana's health check passes without a region, and the requests are signed with an empty one. */
export const defaultRegion: LintRule = {
  name: 'default-region',
  severity: 'error',
  title: 'The data source has a region',
  check: (document) =>
    document.kind === 'data-source' &&
    (document.plugin === null || document.plugin === athenaPlugin) &&
    (typeof document.jsonData['defaultRegion'] !== 'string' || document.jsonData['defaultRegion'] === '')
      ? [
          {
            path: `${document.path === '' ? '' : `${document.path}.`}jsonData.defaultRegion`,
            detail: 'It is missing, which the health check does not see: say the region, such as us-east-1.',
          },
        ]
      : [],
  passing: {
    name: 'Athena',
    type: 'grafana-athena-datasource',
    jsonData: { authType: 'default', defaultRegion: 'us-east-1' },
  },
  failing: { name: 'Athena', type: 'grafana-athena-datasource', jsonData: { authType: 'default' } },
};
