import { addCalendarDays, type TradingDate } from '@tickerlake/market-calendar';
import type { InstrumentStore } from '../ports/instrument-store.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Absence } from '../values/absence.ts';
import type { ConfiguredInstruments } from '../values/configured-instruments.ts';
import { StoreError } from '../values/errors.ts';
import type { Ledger } from '../values/ledger.ts';
import { knownAbsences } from './known-absences.ts';
import { type PublishedSession, settleLedger } from './settle-ledger.ts';

/** The range of a ledger. */
export interface LedgerRequest {
  readonly tickers: readonly string[];
  readonly from: TradingDate;
  readonly to: TradingDate;
  readonly barMs: number;
}

const daysBefore = 14;

/**
 * The range to read for a ledger: the same, and the two weeks before it. A ticker that traded then and has no bars at the start of the range was
 * listed, so it is halted.
 *
 * @example
 * rangeToRead({ from: '2026-05-28', to: '2026-05-29', barMs: 60_000 }).from; // '2026-05-14'
 */
export const rangeToRead = <Range extends Pick<LedgerRequest, 'from' | 'to' | 'barMs'>>(range: Range): Range => ({
  ...range,
  from: addCalendarDays(range.from, -daysBefore),
});

/** What a ledger is made from, apart from its range. */
export interface LedgerSources {
  readonly instruments: Pick<InstrumentStore, 'open'>;
  readonly gaps: Pick<LedgerStore, 'open'>;
  readonly configured: ConfiguredInstruments;
  readonly followRenames: boolean;
  readonly calendars: Calendars;
  /** From `readPublishedSessions` of `rangeToRead`. */
  readonly published: readonly PublishedSession[];
  /** Where no bars are expected because of the source or the universe. */
  readonly absences: readonly Absence[];
  readonly now: Date;
}

/**
 * The ledger of a range, from what is published and what is stored. Remembered gaps that cannot be read are a note. Reference data that
 * cannot be read is ignored here, because the run reports it.
 *
 * @throws errors of the stores other than StoreError.
 * @example
 * const { ledger, notes } = await openLedger(request, { instruments, gaps, configured: [], followRenames: false, calendars, published, absences: [], now });
 */
export async function openLedger(
  request: LedgerRequest,
  { instruments, gaps, configured, followRenames, calendars, published, absences: others, now }: LedgerSources,
): Promise<{ readonly ledger: Ledger; readonly notes: readonly string[] }> {
  const orNull = async <Known>(
    store: { open(): Promise<{ readonly known: Known | null }> },
    onFault: (text: string) => void,
  ): Promise<Known | null> =>
    store.open().then(
      ({ known }) => known,
      (error: unknown) => {
        if (!(error instanceof StoreError)) throw error;
        onFault(error.message);
        return null;
      },
    );
  const notes: string[] = [];
  const reference = await orNull(instruments, () => undefined);
  const absences = knownAbsences({ reference, configured, followRenames, others }, request);
  const remembered = (await orNull(gaps, (text) => notes.push(text))) ?? [];
  return { ledger: settleLedger({ ...request, calendars, absences, published, remembered, now }), notes };
}
