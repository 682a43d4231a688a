import { assetClassOf } from '@tickerlake/record-schema';
import type { KnownReference } from '../ports/instrument-store.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { StoreError } from '../values/errors.ts';
import { type ConfiguredInstruments, fromConfiguration } from '../values/configured-instruments.ts';
import { askReference, type ToldReference } from './ask-reference.ts';
import type { InstrumentPorts } from './instrument-ports.ts';
import { holidayNotices } from './holiday-notices.ts';
import type { Instrument } from '../values/instrument.ts';
import { noReference } from './known-reference.ts';
import { addTold, settleInstruments } from './settle-instruments.ts';

/** What was done about reference data. */
export interface BroughtInstruments {
  readonly calls: number;
  readonly notices: readonly string[];
  readonly instruments: readonly Instrument[];
}

/** Brings the reference data of a run's tickers into the store. A failure is only a notice: what is known stays. */
export type BringInstruments = (context: WorkflowContext, run: PipelineRun) => Promise<BroughtInstruments>;

/** A company is asked about again after this many days: names change rarely. */
const staleDays = 30;
const dayMs = 86_400_000;

/**
 * Fetches reference data in one remembered step, before any bar: the tickers of the companies behind new tickers, each asked
 * again after 30 days, and the vendor's coming holidays once a day, which are compared with the calendar on each run.
 *
 * @example
 * const report = await runPipeline(context, run, { collect, warehouse, instruments: bringInstruments({ source, store, configured }) });
 */
export function bringInstruments(ports: InstrumentPorts): BringInstruments {
  return (context, run) =>
    context.step({ stage: 'reference' }, async () => {
      try {
        return await bring(ports, run, context.now().toISOString().slice(0, 10));
      } catch (error) {
        if (!(error instanceof StoreError) || error.transient) throw error;
        const configured = fromConfiguration(ports.configured);
        return { calls: 0, notices: [error.message], instruments: settleInstruments({ configured, fromSource: [] }) };
      }
    });
}

/**
 * The tickers that a source is asked about, and whether it is asked for holidays: one call each, and more for a ticker that begins
 * or ends in the range.
 *
 * @param day the day of the run, `YYYY-MM-DD`.
 * @example
 * const { tickers, holidays } = dueReference(known, ['AAPL'], [], '2026-05-29');
 */
export function dueReference(
  known: KnownReference | null,
  tickers: readonly string[],
  configured: ConfiguredInstruments,
  day: string,
): { readonly tickers: readonly string[]; readonly holidays: boolean } {
  const { asked, holidays } = known ?? noReference;
  const staleFrom = new Date(Date.parse(day) - staleDays * dayMs).toISOString().slice(0, 10);
  return {
    tickers: tickers.filter(
      (ticker) =>
        assetClassOf(ticker) === 'stock' &&
        !configured.some((one) => one.ticker === ticker) &&
        (asked[ticker] ?? '') < staleFrom,
    ),
    holidays: holidays?.day !== day,
  };
}

async function bring(ports: InstrumentPorts, run: PipelineRun, day: string): Promise<BroughtInstruments> {
  const { source, store, configured } = ports;
  const { plan, signal } = run;
  const { known } = await store.open();
  const due = dueReference(known, plan.request.tickers, configured, day);
  const asked = { ...due, from: plan.request.from, splits: null };
  return keepReference(ports, run.calendars, { told: await askReference(source, asked, { signal }), day });
}

/**
 * Keeps what a source told in the store, and compares the coming holidays with the calendar.
 *
 * @param answer.day the day on which it was told, `YYYY-MM-DD`.
 * @throws {StoreError} when the store is damaged, or another run replaced it meanwhile.
 * @example
 * const { instruments } = await keepReference({ store, configured: [] }, calendars, { told, day: '2026-05-29' });
 */
export async function keepReference(
  { store, configured }: Pick<InstrumentPorts, 'store' | 'configured'>,
  calendars: Calendars,
  { told, day }: { readonly told: ToldReference; readonly day: string },
): Promise<BroughtInstruments> {
  const opened = await store.open();
  const before = opened.known ?? noReference;
  const instruments = told.tickers.reduce<readonly Instrument[]>(
    (known, one) => addTold(known, one.instruments),
    before.instruments,
  );
  const table = settleInstruments({ configured: fromConfiguration(configured), fromSource: instruments });
  const next: KnownReference = {
    asked: { ...before.asked, ...Object.fromEntries(told.tickers.map(({ ticker }) => [ticker, day])) },
    instruments,
    table,
    holidays: told.holidays === null ? before.holidays : { day, list: told.holidays },
  };
  if (JSON.stringify(next) !== JSON.stringify(opened.known)) await opened.replace(next);
  return {
    calls: told.calls,
    notices: [
      ...(told.failure === null ? [] : [failureText(told.failure)]),
      ...(next.holidays === null ? [] : holidayNotices(calendars.XNYS, next.holidays)),
    ],
    instruments: table,
  };
}

const failureText = (failure: string): string =>
  `the reference data could not be fetched, so what is known of tickers stays; the next run tries again. ${failure}`;
