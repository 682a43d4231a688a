import type { ClassicDashboard } from '@tickerlake/dashboards';
import type { Range } from '@tickerlake/preview-api';
import type { Api } from '../state/api.ts';
import { toRows } from '../state/rows.ts';
import type { TradingSession } from '../state/time/trading-time.ts';

/**
 * The sessions of New York in a range, in order; none for a dashboard that is not about the market.
 *
 * @example
 * const axis = tradingTime(await readSessions(api, dashboard, range));
 */
export async function readSessions(
  api: Pick<Api, 'page'>,
  { uid, templating }: Pick<ClassicDashboard, 'uid' | 'templating'>,
  range: Range,
): Promise<TradingSession[]> {
  if (!templating.list.some(({ type }) => type === 'query')) return [];
  const data = await api.page(uid, 'sessions', range, {});
  return toRows(data).map((row) => ({
    openMs: Number(row['opens']),
    closeMs: Number(row['closes']),
    date: String(row['trading_date']),
  }));
}
