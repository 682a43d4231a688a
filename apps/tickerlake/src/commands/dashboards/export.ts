import { join } from 'node:path';
import { projectState } from '@tickerlake/dashboards/project-state';
import { defaultDashboardsPath, exportBundle } from '@tickerlake/grafana-provisioning';
import { loadConfig } from '../../config/load-config.ts';
import { writeOutput } from '../../output/write-output.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';

/**
 * `tickerlake dashboards export <folder>`: data source, provider, dashboards and alert rules as files.
 *
 * @returns 0.
 * @example
 * await exportDashboards('provisioning', {}, context); // 0
 */
export async function exportDashboards(
  folder: string,
  options: { readonly config?: string; readonly dashboardsPath?: string },
  context: CommandContext,
): Promise<ExitCode> {
  const { config } = await loadConfig({ file: options.config, cwd: context.cwd });
  for (const { path, text } of exportBundle(projectState(config.grafana, {}), {
    dashboardsPath: options.dashboardsPath ?? defaultDashboardsPath,
  })) {
    const file = join(folder, path);
    await writeOutput(file, text, context, { makesFolder: true });
    context.streams.out(`${file}\n`);
  }
  return 0;
}
