import { probeSql, projectState } from '@tickerlake/dashboards/project-state';
import { provision, type ProvisionAction } from '@tickerlake/grafana-provisioning';
import { RequestError } from '@tickerlake/pipeline';
import { loadConfig } from '../../config/load-config.ts';
import { toJsonText } from '../../output/json.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';

/** Options of the commands below `dashboards` that talk to Grafana. */
export interface ProvisionOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly includeManaged?: boolean;
  readonly rotateSecrets?: boolean;
  readonly installPlugin?: boolean;
  readonly yes?: boolean;
  readonly allowHttp?: boolean;
}

/**
 * `tickerlake dashboards plan|apply|drift|destroy|doctor`: the dashboards in one Grafana.
 *
 * @returns 0 done or nothing to do, 1 not well, 2 there are differences.
 * @throws {RequestError} when the address or the token is missing.
 * @throws {GrafanaError | ProvisionError} when it could not be done.
 * @example
 * await provisionDashboards('plan', {}, context); // 2
 */
export async function provisionDashboards(
  action: ProvisionAction,
  options: ProvisionOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { config } = await loadConfig({ file: options.config, cwd: context.cwd });
  const { token, secrets, allowsHttp = false } = context.environment.grafana;
  const url = context.environment.grafana.url ?? config.grafana.url;
  if (url === undefined)
    throw new RequestError(
      'Which Grafana? Set GRAFANA_URL, or grafana.url in tickerlake.config.json, to its address, such as https://grafana.example.com.',
    );
  if (token === null)
    throw new RequestError(
      'GRAFANA_TOKEN is missing: make a service account with the role Admin in Grafana (Administration, Users and access), and set its token in the environment.',
    );
  const request = {
    action,
    force: options.force ?? false,
    includeManaged: options.includeManaged ?? false,
    rotateSecrets: options.rotateSecrets ?? false,
    installPlugin: options.installPlugin ?? false,
    isConfirmed: options.yes ?? false,
  };
  const connection = {
    url,
    token,
    fetch,
    allowsHttp: allowsHttp || (options.allowHttp ?? false),
    signal: context.signal,
    sleep: (ms: number) => context.clock.sleep(ms, context.signal),
    secrets: Object.values(secrets),
  };
  const outcome = await provision(request, {
    connection,
    desired: projectState(config.grafana, secrets),
    probeSql,
    nowMs: context.clock.now().getTime(),
  });
  if (outcome.exitCode !== 0) context.signal.throwIfAborted();
  context.streams.out(options.json === true ? `${toJsonText(outcome.report, 2)}\n` : outcome.text);
  return outcome.exitCode;
}
