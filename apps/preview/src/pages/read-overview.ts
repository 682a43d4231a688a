import type { ClassicDashboard } from '@tickerlake/dashboards';
import { type Chosen, overviewRanges } from '@tickerlake/preview-api';
import type { Api } from '../state/api.ts';
import { type CompareHour, toHours, toMeans } from '../state/overview/hours.ts';
import type { PageState } from '../state/page-state.ts';
import { comparedHours } from '../state/overview/compared-hours.ts';
import type { TradingSession } from '../state/time/trading-time.ts';
import type { View } from '../state/view.ts';
import { overview } from './overview.ts';
import { readSessions } from './read-sessions.ts';

/** The first screen, and what it knows of the hours. */
interface ReadOverview {
  readonly elements: readonly HTMLElement[];
  readonly compare: CompareHour;
}

/** What the first screen needs of its place. */
interface OverviewPlace {
  newestMs(): number;
  go(changes: Partial<PageState>): void;
}

/**
 * The first screen of the hourly dashboard, for the sessions up to the end of the range; no elements for other dashboards.
 *
 * @example
 * place.replaceChildren(...(await readOverview(api, dashboard, view, chosen, place)).elements);
 */
export async function readOverview(
  api: Pick<Api, 'page'>,
  dashboard: ClassicDashboard,
  { fromMs, toMs, zone, measure, openHour }: View,
  chosen: Chosen,
  place: OverviewPlace,
): Promise<ReadOverview> {
  if (!isHourly(dashboard) || measure === null || chosen['ticker']?.length === 0)
    return { elements: [], compare: () => null };
  const ranges = overviewRanges({ fromMs, toMs }, place.newestMs());
  const [hours, means, sessions] = await Promise.all([
    api.page(dashboard.uid, 'hours', ranges.hours, chosen),
    api.page(dashboard.uid, 'means', ranges.hours, chosen),
    readSessions(api, dashboard, ranges.sessions),
  ]);
  const openSession = ({ openMs, closeMs }: TradingSession): void => place.go({ fromMs: openMs, toMs: closeMs });
  const all = toHours(hours);
  return {
    elements: overview({ hours: all, means: toMeans(means), sessions, measure, zone, openSession, openHour }),
    compare: comparedHours(all),
  };
}

/** Whether a dashboard shows the hours of tickers, which have a usual value and minutes. */
export const isHourly = ({ uid }: Pick<ClassicDashboard, 'uid'>): boolean => uid === 'tickerlake-hourly-volatility';
