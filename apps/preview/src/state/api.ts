import type { ClassicDashboard } from '@tickerlake/dashboards';

/** A panel's rows: `time` in ms since 1970. `sql` is what the engine ran. */
export interface PanelData {
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What the server says of the release. */
export interface Summary {
  readonly releaseId: number;
  readonly publishedAt: string;
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly quality: { readonly passed: number; readonly warned: number; readonly notEvaluated: number };
  readonly newestBar: string | null;
}

/** A range in ms since 1970. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a file of `preview --export` holds instead of a server. */
export interface Embedded {
  readonly exportedAt: string;
  /** By the dashboard's uid: the one range that the file has. */
  readonly ranges: Readonly<Record<string, Range>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Chosen values by variable. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

/** The questions that the page asks. It names things; the SQL is the dashboards' own. */
export interface Api {
  /** The answers within the page itself; null when a server gives them. */
  readonly embedded: Embedded | null;
  dashboards(): Promise<readonly ClassicDashboard[]>;
  summary(): Promise<Summary>;
  variable(dashboard: string, name: string): Promise<readonly string[]>;
  annotations(dashboard: string, name: string, range: Range): Promise<PanelData>;
  /** What is drawn around the panels of a dashboard: the sessions of its axis, the hours with their usual values. */
  page(dashboard: string, what: 'sessions' | 'hours', range: Range, variables: Chosen): Promise<PanelData>;
  about(what: 'runs' | 'coverage' | 'quality'): Promise<PanelData>;
  panel(dashboard: string, panel: number, range: Range, variables: Chosen): Promise<PanelData>;
}

type Get = <T>(path: string, names?: readonly string[], query?: readonly (readonly [string, string])[]) => Promise<T>;

/**
 * Asks the page's own server, or reads the answers that the page itself holds (`preview --export`).
 *
 * @example
 * const dashboards = await createApi(document).dashboards();
 */
export function createApi(document: Document): Api {
  const text = document.getElementById('embedded')?.textContent ?? '';
  const embedded = text === '' ? null : (JSON.parse(text) as Embedded);
  const get = embedded === null ? fromServer : fromPage(embedded);
  return {
    embedded,
    dashboards: () => get('dashboards'),
    summary: () => get('summary'),
    variable: (dashboard, name) =>
      get(
        'variable',
        [dashboard, name],
        [
          ['dashboard', dashboard],
          ['name', name],
        ],
      ),
    annotations: (dashboard, name, range) =>
      get('annotations', [dashboard, name], [['dashboard', dashboard], ['name', name], ...times(range)]),
    page: (dashboard, what, range, variables) =>
      get(
        'page',
        [what, dashboard],
        [['what', what], ['dashboard', dashboard], ...times(range), ...parameters(variables)],
      ),
    about: (what) => get('about', [what], [['what', what]]),
    panel: (dashboard, panel, range, variables) =>
      get(
        'panel',
        [dashboard, String(panel)],
        [['dashboard', dashboard], ['panel', String(panel)], ['ref', 'A'], ...times(range), ...parameters(variables)],
      ),
  };
}

const fromPage =
  (embedded: Embedded): Get =>
  async <T>(path: string, names: readonly string[] = []) => {
    const answer = embedded.answers[[path, ...names].join('/')];
    if (answer === undefined) throw new Error('This file does not hold that: open the page with "tickerlake preview".');
    return answer as T;
  };

const fromServer: Get = async <T>(
  path: string,
  _: readonly string[] = [],
  query: readonly (readonly [string, string])[] = [],
) => {
  const response = await fetch(
    `/api/${path}?${new URLSearchParams(query.map(([name, value]) => [name, value]))}`,
  ).catch((cause: unknown) => {
    throw new Error(
      'The page has lost its server: "tickerlake start" or "tickerlake preview" has ended. Start it again, then reload.',
      { cause },
    );
  });
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`);
  return body;
};

const times = ({ fromMs, toMs }: Range) =>
  [
    ['from', String(Math.round(fromMs))],
    ['to', String(Math.round(toMs))],
  ] as const;

const parameters = (variables: Chosen) =>
  Object.entries(variables).flatMap(([name, values]) => values.map((value) => [`var-${name}`, value] as const));
