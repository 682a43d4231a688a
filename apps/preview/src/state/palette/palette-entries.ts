import type { ClassicDashboard } from '@tickerlake/dashboards';
import { type Preset, presets } from '@tickerlake/preview-api';
import { aboutPages } from '@tickerlake/preview-api';
import type { PageState } from '../page-state.ts';

/** What an entry of the palette does. */
export type PaletteAction =
  | { readonly kind: 'state'; readonly changes: Partial<PageState> }
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'theme'; readonly theme: 'light' | 'dark' | '' };

/** An entry of the command palette. */
export interface PaletteEntry {
  readonly group: 'Go to' | 'Ticker' | 'Range' | 'Measure' | 'View';
  readonly text: string;
  readonly action: PaletteAction;
}

/**
 * All that the palette offers on a page.
 *
 * @param tickers that are published.
 * @example
 * paletteEntries(dashboards, ['NVDA'], state).find(({ text }) => text === 'Only NVDA');
 */
export function paletteEntries(
  dashboards: readonly Pick<ClassicDashboard, 'uid' | 'title' | 'templating'>[],
  tickers: readonly string[],
  state: PageState,
): PaletteEntry[] {
  const entry = (group: PaletteEntry['group'], text: string, changes: Partial<PageState>): PaletteEntry => ({
    group,
    text,
    action: { kind: 'state', changes },
  });
  const elsewhere = { rows: {}, viewPanel: null, hour: null };
  const shown = dashboards.find(({ uid }) => uid === state.uid) ?? dashboards[0];
  const measure = shown?.templating.list.find(({ name }) => name === 'measure');
  const variables = (own: PageState['variables']): Partial<PageState> => ({
    page: 'd',
    variables: { ...state.variables, ...own },
  });
  const other = {
    scale: state.scale === 'log' ? 'linear' : 'log',
    axis: state.axis === 'clock' ? 'trading' : 'clock',
  } as const;
  return [
    ...dashboards.map(({ uid, title }) => entry('Go to', title, { page: 'd', uid, ...elsewhere })),
    ...aboutPages.map((page) => entry('Go to', `${page[0]?.toUpperCase()}${page.slice(1)}`, { page, ...elsewhere })),
    ...presets.map((preset): PaletteEntry => ({
      group: 'Range',
      text: rangeTexts[preset],
      action: { kind: 'preset', preset },
    })),
    ...tickers.map((ticker) => entry('Ticker', `Only ${ticker}`, variables({ ticker: [ticker] }))),
    entry('Ticker', 'All tickers', variables({ ticker: tickers })),
    ...(measure?.type === 'custom'
      ? measure.options.map(({ text, value }) => entry('Measure', text, variables({ measure: [value] })))
      : []),
    ...(['light', 'dark', ''] as const).map((theme): PaletteEntry => ({
      group: 'View',
      text: `Theme: ${theme === '' ? 'system' : theme}`,
      action: { kind: 'theme', theme },
    })),
    entry('View', other.scale === 'log' ? 'Logarithmic scale' : 'Linear scale', { scale: other.scale }),
    state.layout === 'multiples'
      ? entry('View', 'All lines in one chart', { layout: 'together' })
      : entry('View', 'A chart for each line', { layout: 'multiples' }),
    entry('View', other.axis === 'clock' ? 'Axis: clock time' : 'Axis: trading time', { axis: other.axis }),
  ];
}

const rangeTexts: Readonly<Record<Preset, string>> = {
  '1D': '1 day',
  '5D': '5 days',
  '1M': '1 month',
  '3M': '3 months',
  YTD: 'Year to date',
  '1Y': '1 year',
  All: 'All data',
};

/**
 * The entries that hold every word of a text, those whose own words begin with them first; all entries for an empty text.
 *
 * @example
 * matchEntries(entries, 'nv')[0]?.text; // 'Only NVDA'
 */
export function matchEntries(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = entries.flatMap((entry) => {
    const hay = `${entry.group} ${entry.text}`.toLowerCase();
    if (!words.every((word) => hay.includes(word))) return [];
    const own = entry.text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return [{ entry, starts: words.filter((word) => own.some((part) => part.startsWith(word))).length }];
  });
  return scored.sort((a, b) => b.starts - a.starts).map(({ entry }) => entry);
}
