import { describe, expect, test } from 'vitest';
import { dashboardWith } from './case-dashboards.ts';
import { lintText } from './lint-text.ts';

describe('lintText', () => {
  test.each([
    { name: 'JSON', text: JSON.stringify(dashboardWith()), says: [] },
    { name: 'JSON with a byte order mark', text: `\uFEFF${JSON.stringify(dashboardWith())}`, says: [] },
    {
      name: 'YAML',
      text: 'apiVersion: 1\ndatasources:\n  - name: Athena\n    type: grafana-athena-datasource\n    jsonData:\n      authType: default\n',
      says: ['default-region datasources[0].jsonData.defaultRegion'],
    },
    {
      name: 'several documents of YAML',
      text: '# first\napiVersion: 1\nproviders:\n  - name: p\n---\nhello: world\n',
      says: ['readable '],
    },
    { name: 'half of JSON', text: '{"panels": [', says: ['readable '] },
    { name: 'a template of YAML', text: 'a: [1\nb: {{ .Values.x }}', says: ['readable '] },
    { name: 'nothing', text: '', says: ['readable '] },
    { name: 'a comment alone', text: '# nothing', says: ['readable '] },
  ])('$name: $says', ({ text, says }) => {
    expect(lintText(text).map(({ rule, path }) => `${rule} ${path}`)).toEqual(says);
  });
});
