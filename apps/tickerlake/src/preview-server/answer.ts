import { type ClassicDashboard, pageQueries, panelsOf } from '@tickerlake/dashboards';
import { expandMacros, interpolateVariables } from '@tickerlake/athena-plugin';
import type { TypedRows } from '@tickerlake/pipeline/local';
import type { PanelData, Question, Range } from '@tickerlake/preview-api';
import { aboutQueries } from './about-queries.ts';
import { chosenValues, offeredValues } from './chosen-values.ts';
import { HttpRefusal } from './http-refusal.ts';
import type { PageSources } from './page-sources.ts';

/**
 * Answers the page's questions: the dashboards, the release, a variable's values, a panel's rows, an
 * annotation's marks, where a value comes from, the bars of an hour, what is behind the pages of runs, coverage and quality.
 *
 * The SQL is the dashboards' own; what a request chooses are instants and values of their variables.
 *
 * @param signal ends the statement when the page closes or time runs out.
 * @throws {HttpRefusal} for what does not exist or is malformed.
 * @example
 * const data = await answer(sources, signal, { kind: 'about', page: 'runs' });
 */
export async function answer(sources: PageSources, signal: AbortSignal, question: Question): Promise<unknown> {
  const ask = (sql: string): Promise<TypedRows> => sources.runSql(sql, signal);
  switch (question.kind) {
    case 'dashboards':
      return sources.dashboards();
    case 'summary':
      return sources.summary(signal);
    case 'variable':
      return variable(await findDashboard(sources, question), question.name, ask);
    case 'panel':
      return panel(await findDashboard(sources, question), question, ask);
    case 'annotations':
      return annotations(await findDashboard(sources, question), question, ask);
    case 'explain':
      return sources.explain(question, signal);
    case 'page':
      return panelData(await findDashboard(sources, question), pageQueries[question.part], question, ask);
    case 'about': {
      const sql = aboutQueries[question.page];
      return { sql, ...toPanelRows(await ask(sql)) };
    }
  }
}

type Ask = (sql: string) => Promise<TypedRows>;
type Asked<Kind extends Question['kind']> = Extract<Question, { readonly kind: Kind }>;

async function findDashboard(
  sources: PageSources,
  { dashboard: uid }: { readonly dashboard: string },
): Promise<ClassicDashboard> {
  const dashboard = (await sources.dashboards()).find((one) => one.uid === uid);
  if (dashboard === undefined) throw new HttpRefusal(404, 'There is no such dashboard.');
  return dashboard;
}

async function variable(dashboard: ClassicDashboard, name: string, ask: Ask): Promise<readonly string[]> {
  const found = dashboard.templating.list.find((one) => one.name === name);
  if (found?.type !== 'query') throw new HttpRefusal(404, 'There is no such variable.');
  return offeredValues(found, ask);
}

async function panel(dashboard: ClassicDashboard, question: Asked<'panel'>, ask: Ask): Promise<PanelData> {
  const target = panelsOf(dashboard).find(({ id }) => id === question.panel)?.targets[0];
  if (target === undefined) throw new HttpRefusal(404, 'There is no such panel or query.');
  return panelData(dashboard, target.rawSQL, question, ask);
}

async function annotations(
  dashboard: ClassicDashboard,
  { name, range }: Asked<'annotations'>,
  ask: Ask,
): Promise<PanelData> {
  const found = dashboard.annotations.list.find((one) => one.name === name);
  if (found === undefined) throw new HttpRefusal(404, 'There is no such annotation.');
  return rowsOf(interpolateVariables(found.target.rawSQL, {}), range, ask);
}

/** SQL with the macros and variables of a dashboard, run. */
async function panelData(
  dashboard: ClassicDashboard,
  sql: string,
  { range, variables }: Pick<Asked<'panel'>, 'range' | 'variables'>,
  ask: Ask,
): Promise<PanelData> {
  return rowsOf(interpolateVariables(sql, await chosenValues(dashboard, variables, ask)), range, ask);
}

async function rowsOf(sql: string, range: Range, ask: Ask): Promise<PanelData> {
  const expanded = expandMacros(sql, { ...range, intervalMs: 3_600_000 });
  return { sql: expanded, ...toPanelRows(await ask(expanded)) };
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
