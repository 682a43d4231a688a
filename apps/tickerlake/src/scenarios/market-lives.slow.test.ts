import {
  type Absence,
  bringInstruments,
  askingSource,
  confirmAbsences,
  createCalendars,
  createPolygonSource,
  type FetchedRows,
  type Instrument,
  type KnownReference,
  type PipelineRun,
  planRun,
  settleAbsences,
  systemClock,
  withLives,
  type WorkflowContext,
} from '@tickerlake/pipeline';
import { createPolygonClient, createRateLimiter } from '@tickerlake/polygon-client';
import { createSimulatedMarket, type MarketScript, scriptMarket } from '@tickerlake/simulated-market';
import { expect, test } from 'vitest';

const seeds = Array.from({ length: 20 }, (_, index) => `seed ${index + 1}`);
const tickers = Array.from({ length: 500 }, (_, index) => `SIM${String(index + 1).padStart(3, '0')}`);
const span = { from: '2024-05-30', to: '2026-05-29' };
const now = new Date('2026-05-30T12:00:00Z');
const calendars = createCalendars();
const sessions = calendars.XNYS.sessions(span.from, span.to);
const dates = sessions.map(({ tradingDate }) => tradingDate);
const { signal } = new AbortController();

/** What a session of a ticker is: found, or as it was scripted. */
type Kind = 'traded' | 'lost' | Absence['reason'];

/** The source of a scripted market, asked as the vendor is. */
function sourceOf(seed: string, script: MarketScript) {
  // The one ticker of the market that is listed inside the span on its own.
  const events = [{ kind: 'listing', ticker: 'SIM500', date: '2003-09-10' } as const, ...script.events];
  const market = createSimulatedMarket({ ...script, seed, events, nowMs: () => now.getTime() });
  const limiter = createRateLimiter({ maxStarts: 1_000_000, windowMs: 1_000 });
  const client = createPolygonClient({ apiKey: 'simulated', fetch: market.fetch, limiter });
  return createPolygonSource({
    client,
    name: 'simulated',
    callsPerMinute: null,
    clock: { ...systemClock, now: () => now },
  });
}

/** How many minutes of each date a ticker has in a market. */
async function minutesIn(source: ReturnType<typeof sourceOf>, ticker: string, from: string, to: string) {
  const counts: Record<string, number> = {};
  const chunk = { id: ticker, ticker, from, to, barMs: 60_000 };
  for await (const { bars } of source.fetchBars(chunk, signal))
    for (const { t } of bars) {
      const { tradingDate } = calendars.XNYS.locate(t);
      counts[tradingDate] = (counts[tradingDate] ?? 0) + 1;
    }
  return counts;
}

/** What a script says of one ticker, written down without any code of the pipeline. */
interface Fate {
  readonly kinds: Map<string, Kind>;
  readonly events: string[];
  readonly isThin: boolean;
  readonly isSparse: boolean;
}

function fatesOf(script: MarketScript): Map<string, Fate> {
  const fates = new Map(
    tickers.map((ticker) => [
      ticker,
      {
        kinds: new Map<string, Kind>(),
        events: [] as string[],
        isThin: Number(ticker.slice(3)) % 20 === 0,
        isSparse: false,
      },
    ]),
  );
  for (const event of script.events) {
    const fate = fates.get(event.ticker);
    if (fate === undefined) throw new Error(event.ticker);
    const mark = (kind: Kind, is: (date: string) => boolean): void =>
      dates.filter(is).forEach((date) => fate.kinds.set(date, kind));
    switch (event.kind) {
      case 'liquidity':
        fate.isThin = event.liquidity === 'thin';
        fate.isSparse = event.liquidity === 'sparse';
        break;
      case 'merger':
      case 'delisting':
        mark('delisted', (date) => date > event.date);
        fate.events.push(`${event.ticker} ends ${event.date}`);
        break;
      case 'rename':
        mark('not-listed', (date) => date < event.date);
        fate.events.push(`${event.ticker} begins ${event.date}, was ${event.former}`);
        break;
      case 'reuse':
        mark('not-listed', (date) => date < event.date);
        fate.events.push(`${event.ticker} begins ${event.date}, of another company until ${event.formerTo}`);
        break;
      default:
        mark('not-listed', (date) => date < event.date);
        fate.events.push(`${event.ticker} begins ${event.date}`);
    }
  }
  const wholeDays = (
    spans: readonly { readonly ticker: string | null; readonly fromMs: number; readonly toMs: number }[],
  ) =>
    spans.flatMap(({ ticker, fromMs, toMs }) =>
      sessions
        .filter(({ nightOpenMs, postCloseMs }) => fromMs <= nightOpenMs && toMs >= postCloseMs)
        .map(({ tradingDate }) => ({ ticker: ticker ?? '', date: tradingDate })),
    );
  for (const { ticker, date } of wholeDays(script.halts)) {
    fates.get(ticker)?.kinds.set(date, 'halted');
    fates.get(ticker)?.events.push(`${ticker} halted ${date}`);
  }
  for (const { ticker, date } of wholeDays(script.missing)) fates.get(ticker)?.kinds.set(date, 'lost');
  return fates;
}

/** The bars that the vendor answers for a ticker; a name that another company had has bars of that, too. */
function answeredOf(ticker: string, { kinds, isThin }: Fate, script: MarketScript): Record<string, number> {
  const reused = script.events.find((event) => event.kind === 'reuse' && event.ticker === ticker);
  const isOfFormer = (date: string): boolean => reused?.kind === 'reuse' && date <= reused.formerTo;
  return Object.fromEntries(
    dates.filter((date) => !kinds.has(date) || isOfFormer(date)).map((date) => [date, isThin ? 100 : 390]),
  );
}

/** The steps of a run between reference data and build, without bars: what is expected, and why the rest is not. */
async function classify(source: ReturnType<typeof sourceOf>, answered: FetchedRows) {
  let known: KnownReference | null = null;
  const store = { open: async () => ({ known, replace: async (next: KnownReference) => void (known = next) }) };
  const ports = { source, store, configured: [] };
  const context: WorkflowContext = { step: (_, body) => body(), sleep: async () => undefined, now: () => now };
  const request = { tickers, ...span, barMs: 60_000, source: 'simulated' as const };
  const base = { runId: 'r', startedAt: now, calendars, rules: [], freshAt: now, keepReleases: 1, signal };
  const run: PipelineRun = { ...base, plan: planRun(request, calendars, null) };
  const brought = await bringInstruments(ports)(context, run);
  const lives = withLives(run.plan, { instruments: brought.instruments, halts: [], known: [], calendars });
  const rows = Object.fromEntries(
    Object.entries(answered).map(([ticker, counts]) => {
      const chunks = lives.plan.chunks.filter((chunk) => chunk.ticker === ticker);
      const isStored = (date: string): boolean =>
        chunks.some(
          ({ from, to, validFrom = from, validTo = to }) =>
            date >= from && date <= to && date >= validFrom && date <= validTo,
        );
      return [ticker, Object.fromEntries(Object.entries(counts).filter(([date]) => isStored(date)))];
    }),
  );
  const bounded = { ...run, plan: lives.plan, absences: lives.absences };
  const confirmed = await confirmAbsences({ ...ports, ask: askingSource(ports.source) })(context, bounded, rows);
  const absences = settleAbsences([...lives.absences, ...confirmed.absences], request);
  return { rows, absences, instruments: (known as KnownReference | null)?.table ?? [] };
}

/** The sessions of a ticker, each with what was found. */
function kindsFound(rows: Readonly<Record<string, number>>, absences: readonly Absence[]): Map<string, Kind> {
  return new Map(
    dates.map((date): [string, Kind] => [
      date,
      absences.find(({ from, to }) => from <= date && date <= to)?.reason ??
        (rows[date] === undefined ? 'lost' : 'traded'),
    ]),
  );
}

/** The events inside the span that the table of instruments and the absences tell. */
function eventsFound(instruments: readonly Instrument[], absences: readonly Absence[]): string[] {
  const isInside = (date: string | null): boolean => date !== null && date > span.from && date < span.to;
  const asked = instruments.filter(({ ticker }) => tickers.includes(ticker));
  const begun = asked
    .filter(({ validFrom }) => isInside(validFrom))
    .map(({ ticker, validFrom }) => {
      const former = instruments.find(({ successor }) => successor === ticker);
      const other = asked.find((one) => one.ticker === ticker && (one.validTo ?? '9999') < (validFrom ?? ''));
      const was = former === undefined ? '' : `, was ${former.ticker}`;
      const of = other === undefined ? '' : `, of another company until ${other.validTo}`;
      return `${ticker} begins ${validFrom}${was}${of}`;
    });
  const ended = asked
    .filter((one) => isInside(one.validTo) && !asked.some((other) => other !== one && other.ticker === one.ticker))
    .map(({ ticker, validTo }) => `${ticker} ends ${validTo}`);
  const halted = absences
    .filter(({ reason }) => reason === 'halted')
    .flatMap(({ ticker, from, to }) =>
      dates.filter((date) => from <= date && date <= to).map((date) => `${ticker} halted ${date}`),
    );
  return [...begun, ...ended, ...halted];
}

/** How many sessions were found to be what, of those that were scripted as what. */
function precisionAndRecall(pairs: readonly (readonly [found: Kind, scripted: Kind])[], kind: Kind) {
  const found = pairs.filter(([one]) => one === kind);
  const scripted = pairs.filter(([, one]) => one === kind);
  const right = found.filter(([, one]) => one === kind).length;
  return { precision: right / found.length, recall: right / scripted.length, scripted: scripted.length };
}

test('what a script says of the sessions around its events is what the market answers', async () => {
  const script = scriptMarket('seed 1', tickers, span);
  const source = sourceOf('seed 1', script);
  let checked = 0;
  for (const [ticker, fate] of fatesOf(script)) {
    if (fate.isSparse) continue;
    const answered = answeredOf(ticker, fate, script);
    const turns = dates.flatMap((date, index) =>
      index > 0 && (answered[date] === undefined) !== (answered[dates[index - 1] ?? ''] === undefined) ? [index] : [],
    );
    for (const turn of turns) {
      const around = dates.slice(turn - 2, turn + 2);
      const minutes = await minutesIn(source, ticker, around[0] ?? '', around.at(-1) ?? '');
      expect(
        around.filter((date) => minutes[date] !== undefined),
        ticker,
      ).toEqual(around.filter((date) => answered[date] !== undefined));
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(60);
}, 60_000);

test('20 markets of 500 tickers and two years: every event is found and named and nothing else is, and lost bars are told from no trades', async () => {
  const silent: (readonly [Kind, Kind])[] = [];
  for (const seed of seeds) {
    const script = scriptMarket(seed, tickers, span);
    const fates = fatesOf(script);
    const source = sourceOf(seed, script);
    const whole = sourceOf(seed, { ...script, missing: [] });
    const answered: Record<string, Record<string, number>> = {};
    for (const [ticker, fate] of fates) {
      answered[ticker] = answeredOf(ticker, fate, script);
      if (!fate.isSparse) continue;
      const traded = await minutesIn(whole, ticker, span.from, span.to);
      for (const date of dates) if (traded[date] === undefined) fate.kinds.set(date, 'no-trades');
      answered[ticker] = Object.fromEntries(Object.entries(traded).filter(([date]) => !fate.kinds.has(date)));
    }
    const { rows, absences, instruments } = await classify(source, answered);
    const scriptedEvents = [...fates.values()].flatMap(({ events }) => events).sort();
    expect(eventsFound(instruments, absences).sort(), seed).toEqual(scriptedEvents);
    expect(scriptedEvents.length).toBeGreaterThan(60);
    const wrong: string[] = [];
    for (const [ticker, fate] of fates) {
      const found = kindsFound(
        rows[ticker] ?? {},
        absences.filter((one) => one.ticker === ticker),
      );
      for (const [date, kind] of found) {
        const scripted = fate.kinds.get(date) ?? 'traded';
        const isSilent = [kind, scripted].some((one) => one === 'lost' || one === 'no-trades');
        if (isSilent) silent.push([kind, scripted]);
        else if (kind !== scripted) wrong.push(`${ticker} ${date}: ${kind}, not ${scripted}`);
      }
    }
    expect(wrong, seed).toEqual([]);
  }
  const lost = precisionAndRecall(silent, 'lost');
  const untraded = precisionAndRecall(silent, 'no-trades');
  expect(lost.scripted).toBeGreaterThan(500);
  expect(untraded.scripted).toBeGreaterThan(10_000);
  for (const { precision, recall } of [lost, untraded]) {
    expect(precision).toBeGreaterThanOrEqual(0.99);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  }
}, 600_000);
