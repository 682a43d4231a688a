import type { TradingDate } from '@tickerlake/market-calendar';
import type { AskedRange } from '../request/resolve-request.ts';
import { boundedList } from '../values/bounded-list.ts';
import { RequestError } from '../values/errors.ts';

/** What a run asks about that repairs gaps. */
export interface GapRange {
  readonly tickers: readonly string[];
  readonly from: TradingDate;
  readonly to: TradingDate;
  readonly notes: readonly string[];
}

/**
 * The range in which gaps can be: from the first published session of the tickers to the last one, or the part of it that was asked
 * for. Tickers without a published bar have no gaps yet.
 *
 * @param asked.hasChosenTickers whether the user named them.
 * @param published the sessions that are published, of any ticker.
 * @throws {RequestError} when nothing is published, a named ticker is not, or the range ends before the first session or begins after the last one.
 * @example
 * gapRange({ tickers: ['AAPL'], hasChosenTickers: true }, [{ ticker: 'AAPL', tradingDate: '2026-05-29' }]).from; // '2026-05-29'
 */
export function gapRange(
  asked: AskedRange & { readonly tickers: readonly string[]; readonly hasChosenTickers: boolean },
  published: readonly { readonly ticker: string; readonly tradingDate: TradingDate }[],
): GapRange {
  if (published.length === 0)
    throw new RequestError(
      'Nothing is published yet, so there are no gaps: run "tickerlake backfill" without --gaps first.',
    );
  const held = new Set(published.map(({ ticker }) => ticker));
  const unknown = asked.tickers.filter((ticker) => !held.has(ticker));
  const tickers = asked.tickers.filter((ticker) => held.has(ticker));
  if (tickers.length === 0 || (asked.hasChosenTickers && unknown.length > 0))
    throw new RequestError(
      `--gaps repairs what is published, and nothing of ${boundedList(unknown)} is: fetch it first with "tickerlake backfill --tickers ${unknown.slice(0, 8).join(',')}".`,
    );
  const dates = published.filter(({ ticker }) => tickers.includes(ticker)).map(({ tradingDate }) => tradingDate);
  const [first, last] = dates.reduce(
    ([least, most], date) => [date < least ? date : least, date > most ? date : most],
    ['9999-12-31', '0001-01-01'],
  );
  if (asked.to !== undefined && asked.to < first)
    throw new RequestError(
      `--to ${asked.to} is before ${first}, the first published session: choose a later --to, or leave --gaps out to fetch what is before.`,
    );
  if (asked.from !== undefined && asked.from > last)
    throw new RequestError(
      `--from ${asked.from} is after ${last}, the last published session: choose an earlier --from, or leave --gaps out to fetch what is after.`,
    );
  return {
    tickers,
    from: asked.from ?? first,
    to: asked.to ?? last,
    notes:
      unknown.length === 0
        ? []
        : [
            `nothing of ${boundedList(unknown)} is published, so there are no gaps to repair: leave --gaps out to fetch it.`,
          ],
  };
}
