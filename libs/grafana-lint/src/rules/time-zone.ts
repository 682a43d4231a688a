import { dashboardWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** Grafana falls back on the browser's zone silently, as it does for the `default` of generated dashboards. */
export const timeZone: LintRule = {
  name: 'time-zone',
  severity: 'error',
  title: 'The time zone is one of the IANA list',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    const { path, value } = document.timeZone;
    if (
      value === undefined ||
      ['', 'browser', 'utc', 'default'].includes(String(value)) ||
      String(value).includes('$') ||
      isZone(String(value))
    )
      return [];
    return [
      {
        path,
        detail: `${JSON.stringify(value)} is not a zone: take one such as America/New_York, "utc" or "browser".`,
      },
    ];
  },
  passing: dashboardWith({ timezone: 'America/New_York' }),
  failing: dashboardWith({ timezone: 'Mars/Base' }),
};

function isZone(name: string): boolean {
  try {
    return (
      new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '' && !/^[+-]/.test(name)
    );
  } catch {
    return false;
  }
}
