import { dashboards } from '@tickerlake/dashboards';

/** A screenshot to take. */
export interface Picture {
  /** File name without extension. */
  readonly name: string;
  readonly title: string;
  readonly hash: string;
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

const wide = { width: 1_280, colorScheme: 'light' } as const;
const first = dashboards[0];

/**
 * Every dashboard and page, and the first dashboard in dark mode and on a phone.
 *
 * @example
 * pictures.map(({ name }) => name); // ['hourly-volatility', ...]
 */
export const pictures: readonly Picture[] = [
  ...dashboards.map(({ uid, title }) => ({ name: uid.replace('tickerlake-', ''), title, hash: `#/d/${uid}`, ...wide })),
  ...['runs', 'coverage', 'quality'].map((page) => ({
    name: page,
    title: `${page[0]?.toUpperCase()}${page.slice(1)}`,
    hash: `#/${page}`,
    ...wide,
  })),
  { name: 'dark', title: 'Dark mode', hash: `#/d/${first?.uid}`, width: 1_280, colorScheme: 'dark' },
  { name: 'phone', title: 'Phone', hash: `#/d/${first?.uid}`, width: 390, colorScheme: 'light' },
];
