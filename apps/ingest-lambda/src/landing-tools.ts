import type { Calendars, Clock } from '@tickerlake/pipeline';
import type { AwsSettings } from './aws-settings.ts';

/** What each way of landing needs. */
export interface LandingTools {
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly random: () => number;
  readonly settings: AwsSettings;
}
