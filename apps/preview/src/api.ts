import type { ClassicDashboard } from '@tickerlake/dashboards';

/** A panel's rows: `time` in ms since 1970. */
export interface PanelData {
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
  readonly quality: { readonly passed: number; readonly warned: number };
  readonly newestBar: string | null;
}

async function get<T>(path: string, query: readonly (readonly [string, string])[] = []): Promise<T> {
  const response = await fetch(`/api/${path}?${new URLSearchParams(query.map(([name, value]) => [name, value]))}`).catch((cause: unknown) => {
    throw new Error('The page has lost its server: "tickerlake start" or "tickerlake preview" has ended. Start it again, then reload.', { cause });
  });
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`);
  return body;
}

/** The questions that the page asks its own server. */
export const api = {
  dashboards: () => get<readonly ClassicDashboard[]>('dashboards'),
  summary: () => get<Summary>('summary'),
  variable: (dashboard: string, name: string) => get<readonly string[]>('variable', [['dashboard', dashboard], ['name', name]]),
  panel: (dashboard: string, panel: number, range: { readonly fromMs: number; readonly toMs: number }, tickers: readonly string[]) =>
    get<PanelData>('panel', [
      ['dashboard', dashboard], ['panel', String(panel)], ['ref', 'A'], ['from', String(range.fromMs)], ['to', String(range.toMs)],
      ...tickers.map((ticker) => ['var-ticker', ticker] as const),
    ]),
};
