import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { BarPage, BarSource, SourceExtent } from '../ports/bar-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { Calendars } from '../workflow/plan-run.ts';
import { readReplayFolder, type RecordedAnswer } from './replay-folder.ts';

/**
 * Bars from a folder of recorded answers. The folder is read once, whole, before anything is landed: one bad file stops
 * the run before it starts. Later files (by name) win over earlier ones, as later fetches do.
 *
 * @throws as `readReplayFolder`, from `extent` and `fetchBars`.
 * @example
 * const source = createReplaySource({ folder: 'recorded', calendars, clock });
 */
export function createReplaySource(options: { readonly folder: string; readonly calendars: Calendars; readonly clock: Clock }): BarSource {
  let reading: Promise<RecordedAnswer[]> | null = null;
  const answers = (): Promise<RecordedAnswer[]> => (reading ??= readReplayFolder(options.folder));
  return {
    name: 'replay',
    callsPerMinute: null,
    extent: async () => extentOf(await answers(), options.calendars),
    async *fetchBars(chunk): AsyncIterable<BarPage> {
      const fetchedAtMs = options.clock.now().getTime();
      let order = 0;
      for (const answer of await answers()) {
        if (answer.ticker !== chunk.ticker || answer.bars.length === 0) continue;
        const bars = answer.bars.filter((bar) => {
          const { tradingDate } = options.calendars[calendarIdOf(answer.ticker)].locate(bar.t);
          return tradingDate >= chunk.from && tradingDate <= chunk.to;
        });
        if (bars.length > 0) yield { ...answer, bars, fetchedAtMs: fetchedAtMs + order++ };
      }
    },
  };
}

function extentOf(answers: readonly RecordedAnswer[], calendars: Calendars): SourceExtent | null {
  const dates: TradingDate[] = answers.flatMap((answer) => {
    const calendar = calendars[calendarIdOf(answer.ticker)];
    return answer.bars.map((bar) => calendar.locate(bar.t).tradingDate);
  });
  let [from] = dates;
  if (from === undefined) return null;
  let to = from;
  for (const date of dates) {
    if (date < from) from = date;
    if (date > to) to = date;
  }
  return { tickers: [...new Set(answers.map((answer) => answer.ticker))].sort(), from, to };
}
