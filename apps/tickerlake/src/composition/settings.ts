import type { SourceName } from '@tickerlake/pipeline';
import type { Member } from '@tickerlake/record-schema';
import type { Config } from '../config/config-schema.ts';
import type { Environment } from '../config/config.ts';

/** Options that several commands take; they override the configuration file, as do those of the sources, which are not named here. */
export interface CommonOptions {
  readonly config?: string;
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly source?: SourceName;
  readonly tickers?: string;
  readonly timespan?: Config['timespan'];
  readonly target?: Config['target'];
}

/** The configuration file, the options and the environment, combined. */
export interface Settings {
  readonly config: Config;
  readonly environment: Environment;
  /** Null when neither the file nor an option names one. */
  readonly chosenSource: SourceName | null;
  /** The source that a run fetches from: the chosen one; otherwise polygon when an API key is set, else the simulated market. */
  readonly sourceToRun: SourceName;
  readonly tickers: readonly string[];
  /** The same with the dates between which they are expected; a ticker that left and came back is there twice. */
  readonly members: readonly Member[];
  /** Whether the tickers were named, by the file or an option, rather than defaulted. */
  readonly hasChosenTickers: boolean;
  /** Where tables are built. */
  readonly target: Config['target'];
  readonly dataDir: string;
  readonly qualityFolder: string;
  readonly isJson: boolean;
}
