import { addCalendarDays, isTradingDate, type TradingDate } from '@tickerlake/market-calendar';
import { type AssetClass, assetClassOf, type instrumentsTable, type JsonRow } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { Absence } from './absence.ts';

const date = z.string().refine(isTradingDate, 'must be a date, YYYY-MM-DD');

/**
 * Schema of an instrument as a store keeps it.
 *
 * @example
 * z.array(instrumentSchema).parse(stored);
 */
export const instrumentSchema = z.object({
  ticker: z.string(),
  name: z.string().nullable(),
  assetClass: z.enum(['stock', 'etf', 'index', 'crypto', 'forex', 'option']),
  exchange: z.string().nullable(),
  figi: z.string().nullable(),
  validFrom: date.nullable(),
  validTo: date.nullable(),
  successor: z.string().nullable(),
  source: z.string(),
});

/**
 * What a ticker names during a span of trading dates, both ends included; null where an end is open or unknown. Its `source` is a
 * source of bars, `built-in` or `configured`.
 */
export type Instrument = Readonly<z.infer<typeof instrumentSchema>>;

/**
 * An instrument of which only some facts are known.
 *
 * @example
 * toInstrument({ ticker: 'META', validFrom: '2022-06-09', source: 'configured' }).assetClass; // 'stock'
 */
export function toInstrument(
  facts: Pick<Instrument, 'ticker' | 'source'> & { readonly [Fact in keyof Instrument]?: Instrument[Fact] | undefined },
): Instrument {
  return {
    ticker: facts.ticker,
    name: facts.name ?? null,
    assetClass: facts.assetClass ?? (assetClassOf(facts.ticker) satisfies AssetClass),
    exchange: facts.exchange ?? null,
    figi: facts.figi ?? null,
    validFrom: facts.validFrom ?? null,
    validTo: facts.validTo ?? null,
    successor: facts.successor ?? null,
    source: facts.source,
  };
}

/**
 * The instrument that a ticker names now, or named last; null when none is known.
 *
 * @example
 * currentInstrument(instruments, 'META')?.validFrom; // '2022-06-09'
 */
export function currentInstrument(instruments: readonly Instrument[], ticker: string): Instrument | null {
  const own = instruments.filter((one) => one.ticker === ticker);
  return own.sort((a, b) => compare(a.validFrom ?? '', b.validFrom ?? '')).at(-1) ?? null;
}

/**
 * The tickers that the instrument of a ticker has had, oldest first and the present one last: the former ones only when renames are
 * followed. None when nothing is known of the ticker.
 *
 * @example
 * namesOf(instruments, 'META', true).map(({ ticker }) => ticker); // ['FB', 'META']
 */
export function namesOf(instruments: readonly Instrument[], ticker: string, followsRenames: boolean): Instrument[] {
  const present = currentInstrument(instruments, ticker);
  const former = followsRenames ? formerOf(instruments, present ?? { ticker, validFrom: null, validTo: null }) : null;
  if (former === null) return present === null ? [] : [present];
  const validFrom = present?.validFrom ?? addCalendarDays(former.validTo ?? firstDate, 1);
  const names: Instrument[] = [{ ...(present ?? { ...former, ticker, validTo: null, successor: null }), validFrom }];
  // Each ends before the next one, so this ends, too.
  for (let one: Instrument | null = former; one !== null; one = formerOf(instruments, one)) names.unshift(one);
  return names;
}

/** What an instrument was called last before it had this name. */
function formerOf(
  instruments: readonly Instrument[],
  { ticker, validFrom, validTo }: Pick<Instrument, 'ticker' | 'validFrom' | 'validTo'>,
): Instrument | null {
  const former = instruments.filter(
    (one) => one.successor === ticker && one.validTo !== null && one.validTo < (validFrom ?? validTo ?? '9999'),
  );
  return former.sort((a, b) => compare(a.validTo ?? '', b.validTo ?? '')).at(-1) ?? null;
}

/**
 * The dates on which an instrument has none of its names.
 *
 * @param names oldest first.
 * @example
 * lifeAbsences('META', namesOf(instruments, 'META', false))[0]; // { ticker: 'META', from: '0001-01-02', to: '2022-06-08', reason: 'not-listed' }
 */
export function lifeAbsences(ticker: string, names: readonly Instrument[]): Absence[] {
  const ends = names.map(({ validTo }) => validTo);
  return [
    ...names.flatMap(({ validFrom }, index): Absence[] => {
      const before = ends[index - 1];
      const from = before == null ? firstDate : addCalendarDays(before, 1);
      return validFrom === null || from >= validFrom
        ? []
        : [{ ticker, from, to: addCalendarDays(validFrom, -1), reason: 'not-listed' }];
    }),
    ...[ends.at(-1) ?? null].flatMap((last): Absence[] =>
      last === null ? [] : [{ ticker, from: addCalendarDays(last, 1), to: lastDate, reason: 'delisted' }],
    ),
  ];
}

/**
 * Instruments as rows of the table, in order of ticker and first date.
 *
 * @example
 * const rows = instrumentRows(known.instruments);
 */
export function instrumentRows(instruments: readonly Instrument[]): JsonRow<typeof instrumentsTable>[] {
  return [...instruments]
    .sort((a, b) => compare(a.ticker, b.ticker) || compare(a.validFrom ?? '', b.validFrom ?? ''))
    .map((one) => ({
      ticker: one.ticker,
      name: one.name,
      asset_class: one.assetClass,
      exchange: one.exchange,
      figi: one.figi,
      valid_from: one.validFrom,
      valid_to: one.validTo,
      successor: one.successor,
      source: one.source,
    }));
}

const firstDate: TradingDate = '0001-01-02';
const lastDate: TradingDate = '9999-12-30';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A ticker and the trading dates on which it names one instrument; absent ends are open. */
interface Life {
  readonly ticker: string;
  readonly validFrom?: string | null | undefined;
  readonly validTo?: string | null | undefined;
}

/**
 * Whether a ticker names both on some date.
 *
 * @example
 * doOverlap({ ticker: 'META', validTo: '2022-01-30' }, { ticker: 'META', validFrom: '2022-06-09' }); // false
 */
export const doOverlap = (a: Life, b: Life): boolean =>
  a.ticker === b.ticker && (a.validFrom ?? '') <= (b.validTo ?? '9999') && (b.validFrom ?? '') <= (a.validTo ?? '9999');
