import type { ClassicDashboard } from '@tickerlake/dashboards';
import type { Api } from '../../state/api.ts';

/** A page next to the dashboards: runs, coverage or quality. */
export interface AboutPage {
  readonly elements: readonly HTMLElement[];
  /** Draws its charts. Call it when the elements are in the document: a chart needs a size. */
  draw(): void;
}

/** What such a page needs in addition to its rows. */
export interface AboutView {
  readonly api: Pick<Api, 'about' | 'panel'>;
  readonly zone: string;
  /** The selected run. */
  readonly runId: string | undefined;
  /** The dashboard Pipeline health. */
  readonly health: ClassicDashboard | undefined;
  readonly choose: (runId: string) => void;
}
