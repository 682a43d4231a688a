import { REFUSALS } from '../../gate/api-refusal.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from '../market-context.ts';

function answerEvents(request: ApiRequest, market: MarketContext) {
  const profile = market.profiles.find(({ ticker }) => ticker === request.parts[0]);
  if (profile === undefined || profile.market !== 'stocks') throw REFUSALS.tickerNotFound();
  const former = market.profiles.filter(({ renamedTo }) => renamedTo === profile.ticker);
  const next = market.profiles.find(({ ticker }) => ticker === profile.renamedTo);
  const names = [profile, ...former, ...(next === undefined ? [] : [next])];
  const events = names
    .map(({ ticker, listedOn: date }) => ({ ticker_change: { ticker }, type: 'ticker_change', date }))
    .sort((left, right) => (left.date < right.date ? 1 : -1));
  return { request_id: request.requestId, results: { name: profile.name, events }, status: 'OK' };
}

/** `/vX/reference/tickers/{ticker}/events`: the tickers that a company had, each with its first day. */
export const TICKER_EVENTS: Endpoint = { path: /^\/vX\/reference\/tickers\/([^/]+)\/events$/, answer: answerEvents };
