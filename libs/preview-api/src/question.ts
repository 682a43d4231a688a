import type { Range } from './range.ts';

/** Chosen values by variable. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

/** Pages that are not dashboards. */
export const aboutPages = ['runs', 'coverage', 'quality'] as const;

/** One of the pages that are not dashboards. */
export type AboutPage = (typeof aboutPages)[number];

/** What is drawn around the panels of a dashboard: the sessions of its axis, the hours with their usual values, the means of sessions. */
export const pageParts = ['sessions', 'hours', 'means'] as const;

/** One part of what is drawn around the panels. */
export type PagePart = (typeof pageParts)[number];

/**
 * What the page asks its server. A question names things and chooses values; the SQL is the dashboards' own. `range` is in ms since
 * 1970, `dashboard` is a uid.
 */
export type Question =
  | { readonly kind: 'dashboards' }
  | { readonly kind: 'summary' }
  | { readonly kind: 'variable'; readonly dashboard: string; readonly name: string }
  | { readonly kind: 'annotations'; readonly dashboard: string; readonly name: string; readonly range: Range }
  | { readonly kind: 'about'; readonly page: AboutPage }
  | {
      readonly kind: 'explain';
      readonly ticker: string;
      /** An instant of the hour in ms since 1970, or the date of a session, `YYYY-MM-DD`. */
      readonly at: number | string;
      /** A column of `hourly_volatility` or, with a date, of `daily_volatility`; null for the usual one. */
      readonly column: string | null;
    }
  | {
      readonly kind: 'page';
      readonly dashboard: string;
      readonly part: PagePart;
      readonly range: Range;
      readonly variables: Chosen;
    }
  | {
      readonly kind: 'panel';
      readonly dashboard: string;
      readonly panel: number;
      readonly range: Range;
      readonly variables: Chosen;
    };
