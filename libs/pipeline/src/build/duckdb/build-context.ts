import type { Calendars } from '../../ports/calendars.ts';
import type { LocalRelease } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** What the build of a month reads besides the landed files. */
export interface BuildContext {
  readonly paths: StorePaths;
  readonly calendars: Calendars;
  readonly release: LocalRelease | null;
}
