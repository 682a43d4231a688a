import type { Clock } from '@tickerlake/pipeline';
import type { Environment } from '../config/config.ts';
import type { Streams } from '../output/streams.ts';

/** What a command gets from the process that runs it. */
export interface CommandContext {
  readonly streams: Streams;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly cwd: string;
  /** The root folder of this program: the default rules and the built page are under it. */
  readonly home: string;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** The command as typed, for messages. */
  readonly typed: string;
}
