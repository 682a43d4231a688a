import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { countText } from '@tickerlake/data-quality';
import { dashboards, notPreviewed, type PreviewedDashboard, readPreviewed } from '@tickerlake/dashboards';
import { RequestError } from '@tickerlake/pipeline';
import type { CommandContext } from '../composition/command-context.ts';
import type { ExitCode } from '../exit/exit-code.ts';

/**
 * `tickerlake preview --check [file...]`: everything of the dashboards that the page does not draw as Grafana does.
 *
 * @returns 0 when there is nothing, otherwise 1.
 * @throws {RequestError} when a file cannot be read or is not a dashboard in classic JSON.
 * @example
 * await checkPreview([], context); // 0
 */
export async function checkPreview(
  files: readonly string[],
  { streams, cwd }: Pick<CommandContext, 'streams' | 'cwd'>,
): Promise<ExitCode> {
  const named =
    files.length > 0
      ? await Promise.all(files.map(async (file) => ({ name: file, dashboard: await read(file, cwd) })))
      : dashboards.map((dashboard) => ({ name: dashboard.title, dashboard }));
  const lines = named.flatMap(({ name, dashboard }) =>
    notPreviewed(dashboard).map(
      ({ panelId, what }) => `${name}${panelId === null ? '' : `, panel ${panelId}`}: not previewed: ${what}`,
    ),
  );
  streams.out(
    lines.length === 0 ? `${countText(named.length, 'dashboard')}: all of it is previewed.\n` : `${lines.join('\n')}\n`,
  );
  return lines.length === 0 ? 0 : 1;
}

async function read(file: string, cwd: string): Promise<PreviewedDashboard> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw new RequestError(
      `${file} cannot be read (${cause instanceof Error ? cause.message : String(cause)}): give the path of a dashboard's JSON.`,
      { cause },
    );
  });
  const dashboard = readPreviewed(parse(text));
  if (dashboard === null)
    throw new RequestError(`${file} is not a dashboard in classic JSON: export it from Grafana in the classic form.`);
  return dashboard;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
