import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { countText } from '@tickerlake/data-quality';
import { type LintFinding, lintText, type LintOptions, unreadable } from '@tickerlake/grafana-lint';
import { RequestError } from '@tickerlake/pipeline';
import { toJsonText } from '../../output/json.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';

/** Options of `dashboards lint`. */
export interface LintDashboardsOptions {
  readonly json?: boolean;
  /** `table=column`: tables whose partitions are text. */
  readonly partition?: readonly string[];
}

/** A finding and the file that has it. */
type FileFinding = LintFinding & { readonly file: string };

/**
 * `tickerlake dashboards lint <file...>`: what is wrong in dashboards, alert rules and data sources, in JSON or in YAML. A file that
 * cannot be read, or is none of these, is reported as one finding.
 *
 * @returns 0 when nothing of severity error was found, otherwise 1.
 * @throws {RequestError} when `--partition` is not `table=column`.
 * @example
 * await lintDashboardFiles(['docs/dashboards/hourly-volatility.json'], {}, context); // 0
 */
export async function lintDashboardFiles(
  files: readonly string[],
  options: LintDashboardsOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const textPartitions = Object.fromEntries((options.partition ?? []).map(toPartition));
  const found: FileFinding[] = [];
  for (const file of files)
    found.push(
      ...(await lintFile(resolve(context.cwd, file), { textPartitions })).map((finding) => ({ file, ...finding })),
    );
  context.streams.out(options.json === true ? `${toJsonText(found)}\n` : toText(found, files.length));
  return found.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function lintFile(path: string, options: LintOptions): Promise<readonly LintFinding[]> {
  try {
    return lintText(await readFile(path, 'utf8'), options);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const advice =
      error.code === 'EISDIR'
        ? 'It is a folder: name the files in it.'
        : `It cannot be read (${error.message}): give the path of a file that Grafana exported.`;
    return [unreadable(advice)];
  }
}

function toPartition(text: string): [string, string] {
  const [table = '', column = ''] = text.toLowerCase().split('=');
  if (table === '' || column === '')
    throw new RequestError(`--partition wants table=column, such as raw_bars=dt, and got "${text}".`);
  return [table, column];
}

function toText(found: readonly FileFinding[], files: number): string {
  const lines = found.map(
    ({ file, severity, rule, path, detail }) =>
      `${path === '' ? file : `${file} ${path}`}\n  ${severity} ${rule}: ${detail}`,
  );
  const errors = found.filter(({ severity }) => severity === 'error').length;
  return [
    ...lines,
    `${countText(files, 'file')}, ${countText(errors, 'error')}, ${countText(found.length - errors, 'warning')}`,
    '',
  ].join('\n');
}
