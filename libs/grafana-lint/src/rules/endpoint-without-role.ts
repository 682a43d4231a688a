import { athenaPlugin } from '../document/find-plugin.ts';
import type { LintRule } from '../lint-rule.ts';

/** The same endpoint is used for STS, which then gets the request to take the role. */
export const endpointWithoutRole: LintRule = {
  name: 'endpoint-without-role',
  severity: 'error',
  title: 'A data source has an endpoint or a role to assume, not both',
  check: (document) =>
    document.kind === 'data-source' &&
    (document.plugin === null || document.plugin === athenaPlugin) &&
    Boolean(document.jsonData['endpoint']) &&
    Boolean(document.jsonData['assumeRoleArn'])
      ? [
          {
            path: `${document.path === '' ? '' : `${document.path}.`}jsonData.endpoint`,
            detail:
              'With assumeRoleArn the request for the role goes to this endpoint, and fails: leave one of the two out.',
          },
        ]
      : [],
  passing: { jsonData: { defaultRegion: 'us-east-1', endpoint: 'http://127.0.0.1:8080' } },
  failing: {
    jsonData: {
      defaultRegion: 'us-east-1',
      endpoint: 'http://127.0.0.1:8080',
      assumeRoleArn: 'arn:aws:iam::123456789012:role/reader',
    },
  },
};
