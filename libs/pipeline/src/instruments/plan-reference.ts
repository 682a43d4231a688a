import type { InstrumentStore } from '../ports/instrument-store.ts';
import type { SplitStore } from '../ports/split-store.ts';
import type { Release } from '../ports/warehouse.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { RunRequest } from '../request/run-request.ts';
import { splitsToRequest } from '../splits/bring-splits.ts';
import { type ConfiguredInstruments, fromConfiguration } from '../values/configured-instruments.ts';
import type { Instrument } from '../values/instrument.ts';
import type { ReferenceRequest } from './ask-reference.ts';
import { dueReference } from './bring-instruments.ts';
import { holidayNotices } from './holiday-notices.ts';
import { settleInstruments } from './settle-instruments.ts';

/** What a run knows before it asks the source, and what it has to ask. Plain JSON. */
export interface PlannedReference {
  /** Null when nothing is due today. */
  readonly due: ReferenceRequest | null;
  /** Those that begin, end or are renamed inside the range: a workflow remembers no more than it needs. */
  readonly instruments: readonly Instrument[];
  readonly notices: readonly string[];
}

/**
 * Plans the reference data of a run that cannot ask the source itself: splits and holidays once a day, and as many tickers
 * as the calls allow; later runs ask about the others.
 *
 * @param facts.maxCalls calls that may be spent on it.
 * @throws {StoreError} when a store is damaged.
 * @example
 * const { due } = await planReference({ instruments, splits }, request, { calendars, configured: [], release, now, maxCalls: 5 });
 */
export async function planReference(
  stores: { readonly instruments: InstrumentStore; readonly splits: SplitStore },
  request: RunRequest,
  facts: {
    readonly calendars: Calendars;
    readonly configured: ConfiguredInstruments;
    readonly release: Release | null;
    readonly now: Date;
    readonly maxCalls: number;
  },
): Promise<PlannedReference> {
  const { calendars, configured, release, now, maxCalls } = facts;
  const day = now.toISOString().slice(0, 10);
  const [{ known }, openedSplits] = await Promise.all([stores.instruments.open(), stores.splits.open()]);
  const { tickers, holidays } = dueReference(known, request.tickers, configured, day);
  const asked = await splitsToRequest({ open: async () => openedSplits }, release, request, now);
  const splits = openedSplits.known?.asked === day || asked.tickers.length === 0 ? null : asked;
  const left = Math.max(0, maxCalls - (holidays ? 1 : 0) - (splits === null ? 0 : 1));
  const due = { tickers: tickers.slice(0, left), from: request.from, holidays, splits };
  const isDue = due.tickers.length > 0 || holidays || splits !== null;
  const table = settleInstruments({
    configured: fromConfiguration(configured),
    fromSource: known?.instruments ?? [],
  });
  return {
    due: isDue ? due : null,
    instruments: boundingInstruments(table, request),
    notices: known?.holidays == null ? [] : holidayNotices(calendars.XNYS, known.holidays),
  };
}

/**
 * The instruments that bound a range: the life of all others covers it.
 *
 * @example
 * boundingInstruments(table, { from: '2026-05-01', to: '2026-05-29' });
 */
export const boundingInstruments = (
  instruments: readonly Instrument[],
  { from, to }: Pick<RunRequest, 'from' | 'to'>,
): Instrument[] => {
  const isBound = ({ validFrom, validTo }: Instrument): boolean =>
    (validFrom !== null && validFrom > from) || (validTo !== null && validTo < to);
  const bound = new Set(instruments.filter(isBound).map(({ ticker }) => ticker));
  return instruments.filter(({ ticker }) => bound.has(ticker));
};
