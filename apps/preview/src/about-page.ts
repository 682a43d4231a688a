import type { ClassicDashboard } from '@tickerlake/dashboards';
import { api } from './api.ts';
import { coveragePage } from './coverage-page.ts';
import { section, text, toRows } from './page-elements.ts';
import { qualityPage } from './quality-page.ts';
import { runsPage } from './runs-page.ts';

/** A page beside the dashboards. */
export interface AboutPage {
  readonly elements: readonly HTMLElement[];
  /** Draws its charts, once its elements stand on the page: a chart needs a size. */
  draw(): void;
}

/** What such a page is drawn of, beside its rows. */
export interface AboutView {
  readonly zone: string;
  /** The run that was chosen. */
  readonly runId: string | undefined;
  /** The dashboard of the pipeline's health. */
  readonly health: ClassicDashboard | undefined;
  readonly choose: (runId: string) => void;
}

/**
 * The pages beside the dashboards: runs (the stages of each, with their times), coverage (ticker by session), quality (the rules, check by
 * check).
 *
 * @example
 * const { elements, draw } = await aboutPage('coverage', view);
 */
export async function aboutPage(what: 'runs' | 'coverage' | 'quality', view: AboutView): Promise<AboutPage> {
  const rows = toRows(await api.about(what));
  const still = (...elements: readonly HTMLElement[]): AboutPage => ({ elements, draw: () => undefined });
  if (rows.length === 0) return still(section('Nothing yet', [text('p', 'Nothing is recorded: "tickerlake run" makes a release.')]));
  if (what === 'quality') return qualityPage({ rows, ...view });
  return what === 'runs' ? still(...runsPage(rows, view.zone)) : still(coveragePage(rows));
}
