import type { AboutPage, AboutView } from './about-view.ts';
import { coveragePage } from './coverage-page.ts';
import { section, text } from '../../controls/page-elements.ts';
import { toRows } from '../../state/rows.ts';
import { qualityPage } from './quality-page.ts';
import { runsPage } from './runs-page.ts';

/**
 * The pages other than dashboards: runs (the stages of each, with their times), coverage (ticker by session), quality (the rules, check by
 * check).
 *
 * @example
 * const { elements, draw } = await aboutPage('coverage', view);
 */
export async function aboutPage(what: 'runs' | 'coverage' | 'quality', view: AboutView): Promise<AboutPage> {
  const rows = toRows(await view.api.about(what));
  const still = (...elements: readonly HTMLElement[]): AboutPage => ({ elements, draw: () => undefined });
  if (rows.length === 0)
    return still(
      section('Nothing yet', [
        text('p', 'Nothing is recorded: "tickerlake run" fetches, checks and publishes; this page follows it.'),
      ]),
    );
  if (what === 'quality') return qualityPage({ rows, ...view });
  return what === 'runs' ? still(runsPage(rows, view.zone)) : still(...coveragePage(rows));
}
