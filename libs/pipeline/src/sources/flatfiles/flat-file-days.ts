import type { TradingDate } from '@tickerlake/market-calendar';
import { StoreError } from '../../values/errors.ts';
import { monthOf } from '../../values/month.ts';
import type { FlatFile, FlatFilePlace } from './flat-file-place.ts';

/** A file of one market day. */
export interface DayFile extends FlatFile {
  readonly date: TradingDate;
}

/** Minute or day bars of a market. */
export type FlatFileSet = 'us_stocks_sip/minute_aggs_v1' | 'us_stocks_sip/day_aggs_v1';

/**
 * The files of the days between two dates, both included, in order. Days without a file are left out.
 *
 * @throws {StoreError} when a day has two files, and as the place does.
 * @example
 * const days = await listDays(place, 'us_stocks_sip/minute_aggs_v1', { from: '2026-05-01', to: '2026-05-29' }, signal);
 */
export async function listDays(
  place: FlatFilePlace,
  set: FlatFileSet,
  { from, to }: { readonly from: TradingDate; readonly to: TradingDate },
  signal: AbortSignal,
): Promise<DayFile[]> {
  const days = new Map<TradingDate, DayFile>();
  for (const month of monthsOf(from, to)) {
    for (const file of await place.list(`${set}/${month.replace('-', '/')}`, signal)) {
      const [, date] = /\/(\d{4}-\d{2}-\d{2})[^/]*\.csv(?:\.gz)?$/.exec(file.path) ?? [];
      if (date === undefined || date < from || date > to) continue;
      const known = days.get(date);
      if (known !== undefined)
        throw new StoreError(
          `${place.nameOf(file.path)} is a second file of ${date}, besides ${place.nameOf(known.path)}: remove one of them, then run the same command again. Nothing was published.`,
          { path: place.nameOf(file.path) },
        );
      days.set(date, { ...file, date });
    }
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function monthsOf(from: TradingDate, to: TradingDate): string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  for (let name = monthOf(from); name <= monthOf(to); name = `${year}-${String(month).padStart(2, '0')}`) {
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}
