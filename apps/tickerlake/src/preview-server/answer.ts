import { type ClassicDashboard, pageQueries, panelsOf } from '@tickerlake/dashboards';
import { expandMacros, interpolateVariables } from '@tickerlake/athena-plugin';
import type { TypedRows } from '@tickerlake/pipeline/local';
import { aboutQueries } from './about-queries.ts';
import { chosenValues, offeredValues } from './chosen-values.ts';
import { HttpRefusal } from './http-refusal.ts';
import type { PageSources } from './page-sources.ts';

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
 * The SQL is the dashboards' own; what a request chooses are instants and values of their variables.
 *
 * @param signal ends the statement: the page has gone, or time is up.
 * @throws {HttpRefusal} for what does not exist or is malformed.
 * @example
 * const data = await answer(sources, signal, new URL('http://127.0.0.1/api/panel?dashboard=d&panel=1&ref=A&from=0&to=1&var-ticker=AAPL'));
 */
export async function answer(sources: PageSources, signal: AbortSignal, url: URL): Promise<unknown> {
  const ask = (sql: string): Promise<TypedRows> => sources.runSql(sql, signal);
  const query = url.searchParams;
  switch (url.pathname) {
    case '/api/dashboards':
      return sources.dashboards();
    case '/api/summary':
      return sources.summary(signal);
    case '/api/variable':
      return variable(await findDashboard(sources, query), query, ask);
    case '/api/panel':
      return panel(await findDashboard(sources, query), query, ask);
    case '/api/annotations':
      return annotations(await findDashboard(sources, query), query, ask);
    case '/api/page':
      return pageData(await findDashboard(sources, query), query, ask);
    case '/api/about':
      return about(query, ask);
    default:
      throw new HttpRefusal(404, `There is nothing at ${url.pathname.slice(0, 100)}.`);
  }
}

type Ask = (sql: string) => Promise<TypedRows>;

async function findDashboard(sources: PageSources, query: URLSearchParams): Promise<ClassicDashboard> {
  const dashboard = (await sources.dashboards()).find((one) => one.uid === query.get('dashboard'));
  if (dashboard === undefined) throw new HttpRefusal(404, 'There is no such dashboard.');
  return dashboard;
}

async function variable(dashboard: ClassicDashboard, query: URLSearchParams, ask: Ask): Promise<readonly string[]> {
  const found = dashboard.templating.list.find((one) => one.name === query.get('name'));
  if (found?.type !== 'query') throw new HttpRefusal(404, 'There is no such variable.');
  return offeredValues(found, ask);
}

async function panel(dashboard: ClassicDashboard, query: URLSearchParams, ask: Ask): Promise<PanelData> {
  const found = panelsOf(dashboard).find((one) => String(one.id) === query.get('panel'));
  const target = found?.targets.find((one) => one.refId === query.get('ref'));
  if (target === undefined) throw new HttpRefusal(404, 'There is no such panel or query.');
  const range = readRange(query);
  const sql = expandMacros(interpolateVariables(target.rawSQL, await chosenValues(dashboard, query, ask)), {
    ...range,
    intervalMs: 3_600_000,
  });
  return { sql, ...toPanelRows(await ask(sql)) };
}

async function annotations(dashboard: ClassicDashboard, query: URLSearchParams, ask: Ask): Promise<PanelData> {
  const found = dashboard.annotations.list.find((one) => one.name === query.get('name'));
  if (found === undefined || !('rawSQL' in found.target))
    throw new HttpRefusal(404, 'There is no such annotation with a query.');
  const sql = expandMacros(interpolateVariables(found.target.rawSQL, {}), {
    ...readRange(query),
    intervalMs: 3_600_000,
  });
  return { sql, ...toPanelRows(await ask(sql)) };
}

/** What the page draws around the panels of a dashboard: the sessions of its axis, the hours with their usual values. */
async function pageData(dashboard: ClassicDashboard, query: URLSearchParams, ask: Ask): Promise<PanelData> {
  const what = query.get('what') ?? '';
  if (what !== 'sessions' && what !== 'hours') throw new HttpRefusal(404, 'There is no such part of the page.');
  const range = { ...readRange(query), intervalMs: 3_600_000 };
  const sql = expandMacros(interpolateVariables(pageQueries[what], await chosenValues(dashboard, query, ask)), range);
  return { sql, ...toPanelRows(await ask(sql)) };
}

async function about(query: URLSearchParams, ask: Ask): Promise<PanelData> {
  const what = query.get('what') ?? '';
  const sql = Object.hasOwn(aboutQueries, what) ? aboutQueries[what] : undefined;
  if (sql === undefined) throw new HttpRefusal(404, 'There is no such page.');
  return { sql, ...toPanelRows(await ask(sql)) };
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
