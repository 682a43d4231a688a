import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tickerFault } from '@tickerlake/record-schema';
import { RequestError, StoreError } from '../../values/errors.ts';

/** A file of bars. */
export interface OwnFile {
  readonly path: string;
  readonly name: string;
  readonly format: 'csv' | 'csv.gz' | 'parquet';
  /** The ticker that its name says. */
  readonly ticker: string;
}

/**
 * The files of bars in a folder, by name. Other files are passed over.
 *
 * @param tickersByName whether the name has to say a ticker.
 * @throws {RequestError} when the folder cannot be read or holds none; {StoreError} when a name is no ticker.
 * @example
 * (await listOwnFiles('bars', true)).map(({ ticker }) => ticker); // ['AAPL', 'X:BTCUSD']
 */
export async function listOwnFiles(folder: string, tickersByName: boolean): Promise<readonly OwnFile[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new RequestError(
      `The folder ${folder} cannot be read (${cause instanceof Error ? cause.message : String(cause)}): name the folder of your files with "files": { "folder": ... } or --files.`,
      { cause },
    );
  });
  const files = names.sort().flatMap((name): OwnFile[] => {
    const [, stem = '', format] = /^(.+?)\.(csv|csv\.gz|parquet)$/.exec(name) ?? [];
    if (format !== 'csv' && format !== 'csv.gz' && format !== 'parquet') return [];
    return [{ path: join(folder, name), name, format, ticker: tickerOf(stem) }];
  });
  if (files.length === 0)
    throw new RequestError(`The folder ${folder} holds no .csv, .csv.gz or .parquet file: name the folder that does.`);
  for (const { path, ticker } of tickersByName ? files : []) {
    const fault = ownTickerFault(ticker);
    if (fault !== null)
      throw new StoreError(
        `The name of ${path} does not begin with a ticker: ${fault} Name it AAPL.csv, or name the column with "files": { "columns": { "ticker": ... } }.`,
        { path },
      );
  }
  return files;
}

/**
 * Why a text of a file is no ticker, as a sentence; null when it is one.
 *
 * @example
 * ownTickerFault('aapl'); // 'Tickers are written in capitals.'
 */
export const ownTickerFault = (ticker: string): string | null =>
  /^[A-Z]/.test(ticker) ? tickerFault(ticker) : 'Tickers are written in capitals.';

/** `AAPL-2026-05` and `AAPL_2026` are AAPL's, `X_BTCUSD` is X:BTCUSD's. */
const tickerOf = (stem: string): string => stem.replace(/^([A-Z])_(?=[A-Z])/, '$1:').split(/[-_ ]/)[0] ?? stem;
