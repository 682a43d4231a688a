import { probeSql, projectState } from '@tickerlake/dashboards/project-state';
import { type DesiredState, grafanaSettings, provision, type ProvisionAction } from '@tickerlake/grafana-provisioning';
import { expect } from 'vitest';

/** A Grafana with an admin token. */
export interface GrafanaAccess {
  readonly url: string;
  readonly token: string;
}

/**
 * Applies everything in this project to a Grafana under separate names, checks the result, and removes it again.
 *
 * @example
 * await provisioningSuite({ url: double.url, token: double.token('Admin') });
 */
export async function provisioningSuite({ url, token }: GrafanaAccess): Promise<void> {
  const run = (action: ProvisionAction, changes: { readonly force?: boolean } = {}) =>
    provision(
      {
        action,
        force: changes.force ?? false,
        includeManaged: false,
        rotateSecrets: false,
        installPlugin: false,
        isConfirmed: true,
      },
      {
        connection: {
          url,
          token,
          fetch,
          sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
          secrets: [],
        },
        desired: ownNames(),
        probeSql,
        nowMs: Date.now(),
      },
    );
  try {
    expect(await run('plan')).toMatchObject({ exitCode: 2 });
    expect(await run('apply')).toMatchObject({
      exitCode: 0,
      report: { written: expect.arrayContaining([expect.objectContaining({ kind: 'dashboard' })]) },
    });
    expect(await run('plan')).toMatchObject({ exitCode: 0 });
    expect(await run('apply')).toMatchObject({ exitCode: 0, report: { written: [] } });
    expect(await run('drift')).toMatchObject({ exitCode: 0, report: { drift: [] } });
  } finally {
    await run('destroy');
  }
  expect(await run('destroy')).toMatchObject({ exitCode: 0, text: expect.stringContaining('Nothing to remove') });
}

/** Uids that no team's dashboards use, so that resources under the real names are not touched. */
function ownNames(): DesiredState {
  const settings = grafanaSettings.parse({
    owner: 'tickerlake-test',
    folder: { uid: 'tickerlake-test', title: 'Tickerlake test' },
    dataSource: { uid: 'tickerlake-test-source', name: 'Tickerlake test' },
  });
  return JSON.parse(
    JSON.stringify(projectState(settings, {})).replaceAll('tickerlake-', 'test-tickerlake-'),
  ) as DesiredState;
}
