import { type Calendars, RequestError, type SourceName } from '@tickerlake/pipeline';
import type { CommandContext } from './command-context.ts';
import type { Settings } from './settings.ts';
import { targets } from './targets/index.ts';
import type { Target, TargetTools } from './targets/target.ts';
import { nothingPublishedText } from '../output/nothing-published-text.ts';

/**
 * Opens the target that the settings name, for the bars of one source: simulated and real bars never mix.
 *
 * @throws {RequestError} when the target is a lake and the configuration does not say where it is.
 * @example
 * const { landing, warehouse, close } = await openTarget(settings, 'replay', calendars, context);
 */
export async function openTarget(
  settings: Settings,
  source: SourceName,
  calendars: Calendars,
  context: CommandContext,
  limits: Pick<TargetTools, 'maxScanBytes' | 'maxPageBytes'> = {},
): Promise<Target> {
  const open = await targets[settings.target]();
  return open(settings, { source, calendars, context, ...limits });
}

/**
 * Makes sure that something is published that can be changed, damaged or not.
 *
 * @throws {RequestError} when nothing is published yet.
 * @example
 * await assertPublished(target);
 */
export async function assertPublished({ warehouse, name }: Target): Promise<void> {
  const [readable, unreadable] = await Promise.all([warehouse.releases(), warehouse.unreadableReleases()]);
  if (readable.length + unreadable.length > 0) return;
  throw new RequestError(nothingPublishedText(name));
}
