import type { BarSource, Calendars, Clock, SourceName } from '@tickerlake/pipeline';
import type { Config } from '../../config/config-schema.ts';
import type { CommonOptions, Settings } from '../settings.ts';
import type { SourceWait } from './source-wait.ts';

/** What every source is built with. */
export interface SourceTools {
  readonly calendars: Calendars;
  readonly clock: Clock;
  /** Called before each wait for the quota and before each repeated call. */
  readonly onWait: (wait: SourceWait) => void;
  /** Called for every 500 files read from a large folder of recorded responses. */
  readonly onRead: (read: number, total: number) => void;
}

/** A source of bars: what the help says about it, and where its code is. */
export interface SourceDefinition {
  readonly name: SourceName;
  /** What it is, in a few words. */
  readonly summary: string;
  /** Options that only this source reads. With another source they are refused, since they would have no effect. */
  readonly options: readonly {
    readonly key: keyof CommonOptions;
    readonly flags: string;
    readonly description: string;
  }[];
  /** How long a call takes, in ms; 0 for a source on this machine. */
  readonly callMs: number;
  /** The host that gets the API key; null for a source that needs none. */
  readonly host: (config: Config) => string | null;
  /** Loads the function that builds it, which throws RequestError when its key or folder is missing. */
  readonly load: () => Promise<(settings: Settings, tools: SourceTools) => BarSource>;
}
