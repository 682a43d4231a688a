import type { Calendars } from '../workflow/plan-run.ts';
import type { LocalRelease } from './release-store.ts';
import type { StorePaths } from './store-paths.ts';

/** What the build of a month reads besides the landed files. */
export interface BuildContext {
  readonly paths: StorePaths;
  readonly calendars: Calendars;
  readonly release: LocalRelease | null;
}
