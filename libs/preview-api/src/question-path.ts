import type { Chosen, Question } from './question.ts';
import type { Range } from './range.ts';

/** The path under which the server says that something changed, as server-sent events. */
export const changesPath = '/api/events';

/** The name of the events on that path that carry `Scans`, from a server whose page reads a lake. */
export const scansEvent = 'scans';

/**
 * The path and query of a question, for a GET request.
 *
 * @example
 * questionPath({ kind: 'about', page: 'runs' }); // '/api/about?page=runs'
 */
export function questionPath(question: Question): string {
  return `/api/${question.kind}?${new URLSearchParams(parameters(question)).toString()}`;
}

type Parameters = [string, string][];

function parameters(question: Question): Parameters {
  switch (question.kind) {
    case 'dashboards':
    case 'summary':
      return [];
    case 'variable':
      return named(question);
    case 'annotations':
      return [...named(question), ...times(question.range)];
    case 'about':
      return [['page', question.page]];
    case 'explain':
      return [
        ['ticker', question.ticker],
        ['at', String(question.at)],
        ...(question.column === null ? [] : [['column', question.column] satisfies [string, string]]),
      ];
    case 'page':
      return [
        ['part', question.part],
        ['dashboard', question.dashboard],
        ...times(question.range),
        ...chosen(question.variables),
      ];
    case 'panel':
      return [
        ['dashboard', question.dashboard],
        ['panel', String(question.panel)],
        ...times(question.range),
        ...chosen(question.variables),
      ];
  }
}

const named = ({ dashboard, name }: { readonly dashboard: string; readonly name: string }): Parameters => [
  ['dashboard', dashboard],
  ['name', name],
];

const times = ({ fromMs, toMs }: Range): Parameters => [
  ['from', String(Math.round(fromMs))],
  ['to', String(Math.round(toMs))],
];

const chosen = (variables: Chosen): Parameters =>
  Object.entries(variables).flatMap(([name, values]) =>
    values.map((value): [string, string] => [`var-${name}`, value]),
  );
