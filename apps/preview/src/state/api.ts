import type { ClassicDashboard } from '@tickerlake/dashboards';
import {
  type AboutPage,
  type Chosen,
  type Embedded,
  type Explained,
  type PagePart,
  type PanelData,
  type Question,
  questionKey,
  questionPath,
  type Range,
  type Summary,
} from '@tickerlake/preview-api';

/** The questions that the page asks. It names things; the SQL is the dashboards' own. */
export interface Api {
  /** The answers within the page itself; null when a server gives them. */
  readonly embedded: Embedded | null;
  dashboards(): Promise<readonly ClassicDashboard[]>;
  summary(): Promise<Summary>;
  variable(dashboard: string, name: string): Promise<readonly string[]>;
  annotations(dashboard: string, name: string, range: Range): Promise<PanelData>;
  /** What is drawn around the panels of a dashboard: the sessions of its axis, the hours with their usual values. */
  page(dashboard: string, part: PagePart, range: Range, variables: Chosen): Promise<PanelData>;
  about(page: AboutPage): Promise<PanelData>;
  /** Where the `hourly_var` of the hour that has this instant comes from. */
  explain(ticker: string, atMs: number): Promise<Explained>;
  panel(dashboard: string, panel: number, range: Range, variables: Chosen): Promise<PanelData>;
}

type Ask = <T>(question: Question) => Promise<T>;

/**
 * Asks the page's own server, or reads the answers that the page itself holds (`preview --export`).
 *
 * @example
 * const dashboards = await createApi(document).dashboards();
 */
export function createApi(document: Document): Api {
  const text = document.getElementById('embedded')?.textContent ?? '';
  const embedded = text === '' ? null : (JSON.parse(text) as Embedded);
  const ask = embedded === null ? askServer : askPage(embedded);
  return {
    embedded,
    dashboards: () => ask({ kind: 'dashboards' }),
    summary: () => ask({ kind: 'summary' }),
    variable: (dashboard, name) => ask({ kind: 'variable', dashboard, name }),
    annotations: (dashboard, name, range) => ask({ kind: 'annotations', dashboard, name, range }),
    page: (dashboard, part, range, variables) => ask({ kind: 'page', dashboard, part, range, variables }),
    about: (page) => ask({ kind: 'about', page }),
    explain: (ticker, atMs) => ask({ kind: 'explain', ticker, at: atMs, column: null }),
    panel: (dashboard, panel, range, variables) => ask({ kind: 'panel', dashboard, panel, range, variables }),
  };
}

const askPage =
  ({ answers }: Embedded): Ask =>
  async <T>(question: Question) => {
    const answer = answers[questionKey(question)];
    if (answer === undefined) throw new Error('This file does not hold that: open the page with "tickerlake preview".');
    return answer as T;
  };

const askServer: Ask = async <T>(question: Question) => {
  const response = await fetch(questionPath(question)).catch((cause: unknown) => {
    throw new Error(
      'The page has lost its server: "tickerlake start" or "tickerlake preview" has ended. Start it again, then reload.',
      { cause },
    );
  });
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`);
  return body;
};
