import type { Calendars, Clock } from '@tickerlake/pipeline';
import type { AwsSettings } from '../aws-settings.ts';

/** Dependencies of every way to land. */
export interface LandingTools {
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly random: () => number;
  readonly settings: AwsSettings;
}
