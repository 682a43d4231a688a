import type { Argument, Command, Option } from 'commander';
import type { ExitCode } from '../exit/exit-code.ts';

/** What commander hands to an action, in its own words: the arguments, then the options. */
type Parsed = Parameters<Parameters<Command['action']>[0]>;

/** One command: how it is typed, what its help says, and where its code is. */
export interface CommandSpec {
  readonly name: string;
  /** One line for `tickerlake --help`. */
  readonly summary: string;
  readonly arguments?: readonly Argument[];
  readonly options: readonly Option[];
  /** Command lines for the help, without the program's name. A test parses each of them. */
  readonly examples: readonly string[];
  /** A paragraph below the examples. */
  readonly notes?: string;
  /** Whether the same command continues where a stopped one left off. */
  readonly canResume?: boolean;
  /** Loads the command's function, which takes the arguments, the options and the context. */
  readonly load: () => Promise<(...parsed: Parsed) => Promise<ExitCode>>;
}

/** Commands under one heading of the help. */
export interface CommandGroup {
  readonly heading: string;
  /** The word before the commands' own names: `dashboards plan`. */
  readonly prefix?: { readonly name: string; readonly summary: string };
  readonly commands: readonly CommandSpec[];
}
