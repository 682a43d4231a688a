import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type LintFinding, LintInputError, lintDashboards, type LintOptions } from '@tickerlake/dashboards';
import { RequestError } from '@tickerlake/pipeline';
import { toJsonText } from '../output/json.ts';
import type { CommandContext, ExitCode } from './command.ts';

/** Options of `dashboards lint`. */
export interface LintDashboardsOptions {
  readonly json?: boolean;
  /** `table=column`: tables whose partitions are text. */
  readonly partition?: readonly string[];
}

/** A finding and the file that has it. */
type FileFinding = LintFinding & { readonly file: string };

/**
 * `tickerlake dashboards lint <file...>`: what is wrong in the JSON of dashboards, alert rules and data sources.
 *
 * @returns 0 when nothing of severity error was found, otherwise 1.
 * @throws {RequestError} with the file's name when it cannot be read, or is nothing that Grafana knows.
 * @example
 * await lintDashboardFiles(['docs/dashboards/hourly-volatility.json'], {}, context); // 0
 */
export async function lintDashboardFiles(files: readonly string[], options: LintDashboardsOptions, context: CommandContext): Promise<ExitCode> {
  const textPartitions = Object.fromEntries((options.partition ?? []).map(toPartition));
  const found = (await Promise.all(files.map((file) => lintFile(file, { textPartitions }, context.cwd)))).flat();
  context.streams.out(options.json === true ? `${toJsonText(found)}\n` : toText(found, files.length));
  return found.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function lintFile(file: string, options: LintOptions, cwd: string): Promise<FileFinding[]> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw new RequestError(`${file} cannot be read (${cause instanceof Error ? cause.message : String(cause)}): give the path of a file that Grafana exported.`, { cause });
  });
  try {
    return lintDashboards(JSON.parse(text), options).map((finding) => ({ file, ...finding }));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new RequestError(`${file} is not JSON: ${cause.message}. Export the dashboard as JSON from Grafana.`, { cause });
    if (cause instanceof LintInputError) throw new RequestError(`${file}: ${cause.message}`, { cause });
    throw cause;
  }
}

function toPartition(text: string): [string, string] {
  const [table = '', column = ''] = text.toLowerCase().split('=');
  if (table === '' || column === '') throw new RequestError(`--partition wants table=column, such as raw_bars=dt, and got "${text}".`);
  return [table, column];
}

function toText(found: readonly FileFinding[], files: number): string {
  const lines = found.map(({ file, severity, rule, path, detail }) => `${file} ${path}\n  ${severity} ${rule}: ${detail}`);
  const errors = found.filter(({ severity }) => severity === 'error').length;
  return [...lines, `${files} file${files === 1 ? '' : 's'}, ${errors} error${errors === 1 ? '' : 's'}, ${found.length - errors} warning${found.length - errors === 1 ? '' : 's'}`, ''].join('\n');
}
