import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dashboards } from '@tickerlake/dashboards';
import type { StoreRun } from './make-store.ts';
import type { Picture } from './pictures.ts';

/** Data that pages look different with. */
export interface MatrixStore {
  readonly name: string;
  /** The runs that fill it; `folder` is where they may write a configuration. */
  runs(folder: string): Promise<readonly StoreRun[]>;
  /** The range of every page; empty for the page's own. */
  readonly range: string;
}

const month = { from: '2026-04-29', to: '2026-05-29', code: 0 } as const;
const seven = 'magnificent7';

/** Every kind of data: a month of few and of many tickers, a session, a year, a failed run, and a range without data. */
export const matrixStores: readonly MatrixStore[] = [
  { name: 'seven', range: '', runs: async () => [{ ...month, tickers: seven }] },
  { name: 'twelve', range: '', runs: async () => [{ ...month, tickers: 'magnificent7,crypto,benchmarks' }] },
  { name: 'session', range: '', runs: async () => [{ ...month, from: month.to, tickers: seven }] },
  {
    name: 'year',
    range: `from=${Date.parse('2025-06-02T04:00:00Z')}&to=${Date.parse('2026-05-30T04:00:00Z')}`,
    runs: async () => [{ ...month, from: '2025-06-02', tickers: seven }],
  },
  {
    name: 'no-data',
    range: `from=${Date.parse('2020-01-01T05:00:00Z')}&to=${Date.parse('2020-01-02T05:00:00Z')}`,
    runs: async () => [{ ...month, from: month.to, tickers: seven }],
  },
  {
    name: 'failed',
    range: '',
    async runs(folder) {
      const [rules, config] = [join(folder, 'strict.dqdl'), join(folder, 'strict.json')];
      await writeFile(rules, 'Rules = [ ColumnValues "hourly_var" < 0, IsComplete "close" ]');
      await writeFile(config, JSON.stringify({ quality: { hourly_volatility: 'strict.dqdl' } }));
      return [
        { ...month, tickers: seven },
        { ...month, from: month.to, tickers: 'AAPL', code: 3, config },
      ];
    },
  },
];

const pages = [
  ...dashboards.map(({ uid, title }) => ({ name: uid.replace('tickerlake-', ''), title, hash: `#/d/${uid}` })),
  ...['runs', 'coverage', 'quality'].map((page) => ({ name: page, title: page, hash: `#/${page}` })),
];

/**
 * Every page of a store at the size of a desk and of a phone, light and dark.
 *
 * @example
 * matrixPictures({ name: 'seven', range: '', runs }).length; // 32
 */
export const matrixPictures = ({ name, range }: MatrixStore): Picture[] =>
  pages.flatMap((page) =>
    [1_440, 390].flatMap((width) =>
      (['light', 'dark'] as const).map((colorScheme) => ({
        name: `${name}-${page.name}-${width}-${colorScheme}`,
        title: `${page.title}, ${name}`,
        hash: range === '' ? page.hash : `${page.hash}?${range}`,
        width,
        colorScheme,
      })),
    ),
  );
