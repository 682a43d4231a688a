import type { ClassicDashboard } from '@tickerlake/dashboards';
import { type Chosen, overviewRanges } from '@tickerlake/preview-api';
import type { Api } from '../state/api.ts';
import { toHours, toMeans } from '../state/overview/hours.ts';
import type { PageState } from '../state/page-state.ts';
import type { View } from '../state/view.ts';
import { overview } from './overview.ts';
import { readSessions } from './read-sessions.ts';

/** What the first screen needs of its place. */
interface OverviewPlace {
  newestMs(): number;
  go(changes: Partial<PageState>): void;
}

/**
 * The first screen of the hourly dashboard, for the sessions up to the end of the range; no elements for other dashboards.
 *
 * @example
 * place.replaceChildren(...(await readOverview(api, dashboard, view, chosen, place)));
 */
export async function readOverview(
  api: Pick<Api, 'page'>,
  dashboard: ClassicDashboard,
  { fromMs, toMs, zone, measure }: View,
  chosen: Chosen,
  place: OverviewPlace,
): Promise<HTMLElement[]> {
  if (dashboard.uid !== 'tickerlake-hourly-volatility' || measure === null || chosen['ticker']?.length === 0) return [];
  const ranges = overviewRanges({ fromMs, toMs }, place.newestMs());
  const [hours, means, sessions] = await Promise.all([
    api.page(dashboard.uid, 'hours', ranges.hours, chosen),
    api.page(dashboard.uid, 'means', ranges.hours, chosen),
    readSessions(api, dashboard, ranges.sessions),
  ]);
  const open = ({ openMs, closeMs }: { readonly openMs: number; readonly closeMs: number }): void =>
    place.go({ fromMs: openMs, toMs: closeMs });
  return overview({ hours: toHours(hours), means: toMeans(means), sessions, measure, zone, open });
}
