import type { Clock } from '@tickerlake/pipeline';
import type { Environment } from '../config/config.ts';
import type { Streams } from '../output/streams.ts';

/** What every command gets from the outside. */
export interface CommandContext {
  readonly streams: Streams;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly cwd: string;
  /** The folder of this program: default rules and the page lie there. */
  readonly home: string;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** The command as it was typed, for messages. */
  readonly typed: string;
}

/** Exit codes: 0 done, 1 failed, 2 there are differences, 3 checks failed and nothing was published, 4 done, but some rules were not evaluated. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;
