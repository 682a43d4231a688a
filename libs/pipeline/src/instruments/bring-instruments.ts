import { isPolygonError } from '@tickerlake/polygon-client';
import { assetClassOf } from '@tickerlake/record-schema';
import type { TradingDate } from '@tickerlake/market-calendar';
import type { KnownReference, ReferenceSource } from '../ports/instrument-store.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { StoreError } from '../values/errors.ts';
import { type ConfiguredInstruments, fromConfiguration } from '../values/configured-instruments.ts';
import { askTicker } from './ask-ticker.ts';
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

async function bring(
  { source, store, configured }: InstrumentPorts,
  { plan, calendars, signal }: PipelineRun,
  day: string,
): Promise<BroughtInstruments> {
  const opened = await store.open();
  const answer =
    source.reference === undefined
      ? { next: opened.known ?? noReference, calls: 0, notices: [] }
      : await ask(source.reference, { known: opened.known, request: plan.request, configured, day, signal });
  const table = settleInstruments({
    configured: fromConfiguration(configured),
    fromSource: answer.next.instruments,
  });
  const next = { ...answer.next, table };
  if (JSON.stringify(next) !== JSON.stringify(opened.known)) await opened.replace(next);
  const { holidays } = next;
  return {
    calls: answer.calls,
    notices: [...answer.notices, ...(holidays === null ? [] : holidayNotices(calendars.XNYS, holidays))],
    instruments: table,
  };
}

interface Asked {
  readonly known: KnownReference | null;
  readonly request: { readonly tickers: readonly string[]; readonly from: TradingDate };
  readonly configured: ConfiguredInstruments;
  readonly day: string;
  readonly signal: AbortSignal;
}

/** One call after the other; the first refusal that is not about one ticker ends them, until the next run. */
async function ask(
  reference: ReferenceSource,
  { known, request, configured, day, signal }: Asked,
): Promise<{ readonly next: KnownReference; readonly calls: number; readonly notices: readonly string[] }> {
  const due = dueReference(known, request.tickers, configured, day);
  const asked = { ...known?.asked };
  let instruments = [...(known?.instruments ?? [])];
  let holidays = known?.holidays ?? null;
  let calls = 0;
  try {
    if (due.holidays) {
      holidays = { day, list: await reference.upcomingHolidays(signal) };
      calls += 1;
    }
    for (const ticker of due.tickers) {
      const told = await askTicker(reference, { ticker, from: request.from, signal });
      calls += told.calls;
      instruments = addTold(instruments, told.instruments);
      asked[ticker] = day;
    }
  } catch (error) {
    if (!isPolygonError(error)) throw error;
    const notice = `the reference data could not be fetched, so what is known of tickers stays; the next run tries again. ${error.message}`;
    return { next: { ...(known ?? noReference), asked, instruments, holidays }, calls: calls + 1, notices: [notice] };
  }
  return { next: { ...(known ?? noReference), asked, instruments, holidays }, calls, notices: [] };
}
