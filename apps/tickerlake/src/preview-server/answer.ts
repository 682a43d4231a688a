import { type ClassicDashboard, expandMacros, interpolateVariables, panelsOf, variableValues } from '@tickerlake/dashboards';
import type { TypedRows } from '@tickerlake/pipeline/local';
import { aboutQueries } from './about-queries.ts';
import type { PreviewServerOptions } from './index.ts';

/** A request that is refused, in words for the page. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A result as the page draws it: `time` in ms since 1970, `number`, `boolean` or `string`. */
export interface PanelData {
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Answers the page's questions: the dashboards, the release, a variable's values, a panel's rows, an
 * annotation's marks, what is behind the pages of runs, coverage and quality.
 *
 * @throws {HttpRefusal} for what does not exist or is malformed.
 * @example
 * const data = await answer(options, new URL('http://127.0.0.1/api/panel?dashboard=d&panel=1&ref=A&from=0&to=1&var-ticker=AAPL'));
 */
export async function answer(options: PreviewServerOptions, url: URL): Promise<unknown> {
  const query = url.searchParams;
  switch (url.pathname) {
    case '/api/dashboards':
      return options.dashboards();
    case '/api/summary':
      return options.summary();
    case '/api/variable':
      return variable(options, query);
    case '/api/panel':
      return panel(options, query);
    case '/api/annotations':
      return annotations(options, query);
    case '/api/about':
      return about(options, query);
    default:
      throw new HttpRefusal(404, `There is nothing at ${url.pathname.slice(0, 100)}.`);
  }
}

async function findDashboard(options: PreviewServerOptions, query: URLSearchParams): Promise<ClassicDashboard> {
  const dashboard = (await options.dashboards()).find((one) => one.uid === query.get('dashboard'));
  if (dashboard === undefined) throw new HttpRefusal(404, 'There is no such dashboard.');
  return dashboard;
}

async function variable(options: PreviewServerOptions, query: URLSearchParams): Promise<readonly string[]> {
  const dashboard = await findDashboard(options, query);
  const found = dashboard.templating.list.find((one) => one.name === query.get('name'));
  if (found?.type !== 'query') throw new HttpRefusal(404, 'There is no such variable.');
  const { rows } = await options.runSql(found.query.rawSQL);
  return rows.map((row) => String(row[0]));
}

async function panel(options: PreviewServerOptions, query: URLSearchParams): Promise<PanelData> {
  const dashboard = await findDashboard(options, query);
  const found = panelsOf(dashboard).find((one) => String(one.id) === query.get('panel'));
  const target = found?.targets.find((one) => one.refId === query.get('ref'));
  if (target === undefined) throw new HttpRefusal(404, 'There is no such panel or query.');
  const values = variableValues(dashboard, Object.fromEntries(dashboard.templating.list.map(({ name }) => [name, query.getAll(`var-${name}`)])));
  const sql = expandMacros(interpolateVariables(target.rawSQL, values), { ...readRange(query), intervalMs: 3_600_000 });
  return { sql, ...toPanelRows(await options.runSql(sql)) };
}

async function annotations(options: PreviewServerOptions, query: URLSearchParams): Promise<PanelData> {
  const dashboard = await findDashboard(options, query);
  const found = dashboard.annotations.list.find((one) => one.name === query.get('name'));
  if (found === undefined || !('rawSQL' in found.target)) throw new HttpRefusal(404, 'There is no such annotation with a query.');
  const sql = expandMacros(interpolateVariables(found.target.rawSQL, {}), { ...readRange(query), intervalMs: 3_600_000 });
  return { sql, ...toPanelRows(await options.runSql(sql)) };
}

async function about(options: PreviewServerOptions, query: URLSearchParams): Promise<PanelData> {
  const what = query.get('what') ?? '';
  const sql = Object.hasOwn(aboutQueries, what) ? aboutQueries[what] : undefined;
  if (sql === undefined) throw new HttpRefusal(404, 'There is no such page.');
  return { sql, ...toPanelRows(await options.runSql(sql)) };
}

function readRange(query: URLSearchParams): { readonly fromMs: number; readonly toMs: number } {
  const [fromMs, toMs] = [instant(query, 'from'), instant(query, 'to')];
  if (fromMs > toMs) throw new HttpRefusal(400, 'The range ends before it starts.');
  return { fromMs, toMs };
}

function instant(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (!/^\d{1,14}$/.test(text)) throw new HttpRefusal(400, `"${name}" must be milliseconds since 1970.`);
  return Number(text);
}

function toPanelRows({ columns, rows }: TypedRows): Pick<PanelData, 'columns' | 'rows'> {
  return {
    columns: columns.map(({ name, type }) => ({ name, type: kindOf(type) })),
    rows: rows.map((row) => row.map((value) => (value instanceof Date ? value.getTime() : value))),
  };
}

function kindOf(type: string): string {
  if (/^(TIMESTAMP|DATE)/.test(type)) return 'time';
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT)/.test(type)) return 'number';
  return type === 'BOOLEAN' ? 'boolean' : 'string';
}
