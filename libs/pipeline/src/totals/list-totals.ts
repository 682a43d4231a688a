import { join } from 'node:path';
import { isTradingDate, type TradingDate } from '@tickerlake/market-calendar';
import { listFolder } from '../storage/files/list-folder.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import { StoreError } from '../values/errors.ts';

/** The extension of a file of day bars. */
export const totalsExtension = '.ndjson.gz';

/** The file with the day bars of a trading date. */
export interface StoredTotals {
  readonly tradingDate: TradingDate;
  readonly path: string;
}

/**
 * The fetched day bars of a store: one file for each trading date, in order.
 *
 * @throws {StoreError} when the folder cannot be listed.
 * @example
 * const dates = (await listTotals(storePaths('.tickerlake/polygon'))).map(({ tradingDate }) => tradingDate);
 */
export async function listTotals({ totals }: Pick<StorePaths, 'totals'>): Promise<readonly StoredTotals[]> {
  return (await listFolder(totals))
    .filter((name) => name.endsWith(totalsExtension))
    .map((name) => ({ tradingDate: name.slice(0, -totalsExtension.length), path: join(totals, name) }))
    .filter(({ tradingDate }) => isTradingDate(tradingDate));
}

/**
 * An error about a file of day bars with what to do; any other error unchanged.
 *
 * @example
 * const rows = await read().catch((error) => { throw toTotalsDamage(totals, error); });
 */
export function toTotalsDamage(totals: readonly StoredTotals[], error: unknown): unknown {
  const damaged = error instanceof Error ? totals.find(({ path }) => error.message.includes(path)) : undefined;
  if (damaged === undefined) return error;
  const { path, tradingDate } = damaged;
  return new StoreError(
    `The session totals of ${tradingDate} in ${path} cannot be read. Remove the file: "tickerlake check quality/session_totals.dqdl --totals 21" asks for them again.`,
    { path, cause: error },
  );
}
