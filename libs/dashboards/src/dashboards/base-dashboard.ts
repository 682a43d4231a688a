import type { ClassicDashboard, DashboardLink, DashboardVariable } from '../model/classic-dashboard.ts';
import { shadedAndMarked } from '../queries/shaded-and-marked.ts';
import { dataSourceVariable } from '../variables/data-source-variable.ts';

/** Links to the other dashboards, keeping the time range and the selected tickers. */
const links: readonly DashboardLink[] = [
  {
    title: 'Tickerlake',
    type: 'dashboards',
    icon: 'dashboard',
    tooltip: 'Other dashboards, with the same time range and tickers',
    url: '',
    tags: ['tickerlake'],
    asDropdown: false,
    targetBlank: false,
    includeVars: true,
    keepTime: true,
  },
];

/**
 * The refresh intervals offered to viewers. Grafana's own list starts at 5 s, and each refresh is a paid query per
 * panel.
 *
 * @example
 * const shortest = refreshIntervals[0]; // '15m'
 */
export const refreshIntervals: readonly string[] = ['15m', '1h'];

/**
 * What all dashboards have in common: New York time, a shared crosshair, no automatic refresh (each is a paid query per
 * panel), shaded market hours, marks for runs and failed checks, links to each other.
 *
 * @example
 * baseDashboard({ uid: 'tickerlake-x', title: 'X', description: '...', variables: [], panels: [] });
 */
export function baseDashboard(
  parts: Pick<ClassicDashboard, 'uid' | 'title' | 'description' | 'panels'> & {
    readonly variables: readonly DashboardVariable[];
  },
): ClassicDashboard {
  const { variables, panels, ...names } = parts;
  return {
    ...names,
    tags: ['tickerlake'],
    schemaVersion: 42,
    editable: false,
    graphTooltip: 1,
    timezone: 'America/New_York',
    refresh: '',
    time: { from: 'now-30d', to: 'now' },
    timepicker: { refresh_intervals: refreshIntervals },
    templating: { list: [dataSourceVariable, ...variables] },
    annotations: { list: shadedAndMarked() },
    links,
    panels,
  };
}
