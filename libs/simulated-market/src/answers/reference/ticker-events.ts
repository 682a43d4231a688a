import { toDate } from '../../calendar/civil-day.ts';
import { NEW_YORK_ZONE } from '../../calendar/time-zone.ts';
import { REFUSALS } from '../../gate/api-refusal.ts';
import { companyOf } from '../../tickers/ticker-profile.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from '../market-context.ts';
import { figiOf } from './figi.ts';

/** A FIGI is as good as a ticker, and the only name of a company whose ticker another one uses now. */
function answerEvents(request: ApiRequest, market: MarketContext) {
  const [id] = request.parts;
  const today = toDate(NEW_YORK_ZONE.dayOf(request.nowMs));
  const listed = market.profiles.filter((profile) => profile.market === 'stocks' && profile.listedOn <= today);
  const profile = listed.findLast((one) => one.ticker === id) ?? listed.findLast((one) => figiOf(one) === id);
  if (profile === undefined) throw REFUSALS.tickerNotFound();
  const events = listed
    .filter((one) => companyOf(one) === companyOf(profile))
    .map(({ ticker, listedOn: date }) => ({ ticker_change: { ticker }, type: 'ticker_change', date }))
    .sort((left, right) => (left.date < right.date ? 1 : -1));
  return {
    request_id: request.requestId,
    results: { name: profile.name, composite_figi: figiOf(profile), events },
    status: 'OK',
  };
}

/** `/vX/reference/tickers/{ticker}/events`: the tickers that a company had, each with its first day. */
export const TICKER_EVENTS: Endpoint = { path: '/vX/reference/tickers/{ticker}/events', answer: answerEvents };
