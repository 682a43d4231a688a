import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import { RequestError } from '../../values/errors.ts';
import { boundedList } from '../../values/bounded-list.ts';
import type { BarPage, BarSource, SourceExtent } from '../../ports/bar-source.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Calendars } from '../../ports/calendars.ts';
import { barLengthText } from '../bar-length-text.ts';
import { readReplayFolder, type RecordedAnswer, type RecordedAnswers, type ReplayFolder } from './replay-folder.ts';

/**
 * Bars from a folder of recorded answers. The folder is read once, whole, before anything is landed: one bad file stops
 * the run before it starts. Later files (by name) win over earlier ones, as later fetches do.
 *
 * @throws as `readReplayFolder`, from `extent` and `fetchBars`.
 * @example
 * const source = createReplaySource({ folder: 'recorded', calendars, clock });
 */
export function createReplaySource(
  options: ReplayFolder & { readonly calendars: Calendars; readonly clock: Clock },
): BarSource {
  let reading: Promise<TickerAnswers> | null = null;
  const read = (): Promise<TickerAnswers> => (reading ??= readReplayFolder(options).then(byTicker));
  return {
    name: 'replay',
    callsPerMinute: null,
    extent: async () => extentOf(await read(), options),
    async *fetchBars(chunk, signal): AsyncIterable<BarPage> {
      signal.throwIfAborted();
      const fetchedAtMs = options.clock.now().getTime();
      let order = 0;
      for (const answer of (await read()).answers.get(chunk.vendorTicker ?? chunk.ticker) ?? []) {
        const calendar = options.calendars[calendarIdOf(answer.ticker)];
        const bars = answer.bars.filter((bar) => {
          const { tradingDate } = calendar.locate(bar.t);
          return tradingDate >= chunk.from && tradingDate <= chunk.to;
        });
        if (bars.length === 0) continue;
        const { ticker, vendorTicker } = chunk;
        const names = { ticker, ...(vendorTicker !== undefined && { vendorTicker }) };
        yield { ...answer, ...names, bars, fetchedAtMs: fetchedAtMs + order++ };
      }
    },
  };
}

interface TickerAnswers extends Pick<RecordedAnswers, 'emptyFiles'> {
  readonly answers: ReadonlyMap<string, readonly RecordedAnswer[]>;
}

function byTicker({ answers, emptyFiles }: RecordedAnswers): TickerAnswers {
  const map = new Map<string, RecordedAnswer[]>();
  for (const answer of answers) map.set(answer.ticker, [...(map.get(answer.ticker) ?? []), answer]);
  return { answers: map, emptyFiles };
}

function extentOf(
  { answers, emptyFiles }: TickerAnswers,
  { folder, calendars }: { readonly folder: string; readonly calendars: Calendars },
): SourceExtent {
  if (answers.size === 0) throw new RequestError(`The replay folder ${folder} holds no bars: its responses are empty.`);
  const tickers = [...answers].map(([ticker, own]) => ({
    ticker,
    ...rangeOf(own, (ms) => calendars[calendarIdOf(ticker)].locate(ms).tradingDate),
  }));
  return {
    holder: 'The replay folder',
    tickers: tickers.sort((a, b) => (a.ticker < b.ticker ? -1 : 1)),
    notes: [...emptyNotes(emptyFiles), ...lengthNotes([...answers.values()].flat())],
  };
}

function rangeOf(
  answers: readonly RecordedAnswer[],
  dateOf: (ms: number) => TradingDate,
): { readonly from: TradingDate; readonly to: TradingDate } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { bars } of answers) for (const { t } of bars) [first, last] = [Math.min(first, t), Math.max(last, t)];
  return { from: dateOf(first), to: dateOf(last) };
}

const emptyNotes = (files: readonly string[]): string[] =>
  files.length > 0 ? [`The answers of ${boundedList(files)} hold no bars.`] : [];

/** The bar length that a file or folder name suggests. It is only a hint: the user may not have meant it. */
function lengthNotes(answers: readonly RecordedAnswer[]): string[] {
  const named = answers.filter(({ barMsBy }) => barMsBy.endsWith('name'));
  const lengths = [...new Set(named.map(({ barMs, barMsBy }) => `${barLengthText(barMs)} bars, as ${barMsBy} says`))];
  return lengths.map((length) => {
    const tickers = named
      .filter(({ barMs, barMsBy }) => length === `${barLengthText(barMs)} bars, as ${barMsBy} says`)
      .map(({ ticker }) => ticker);
    return `${boundedList([...new Set(tickers)])}: ${length}. Another length is stated with --bar.`;
  });
}
