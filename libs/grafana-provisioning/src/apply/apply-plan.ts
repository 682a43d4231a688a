import type { GrafanaClient } from '../grafana/grafana-client.ts';
import { GrafanaError } from '../grafana/transport/grafana-error.ts';
import type { Change } from './change.ts';
import { ProvisionError } from './provision-error.ts';

const optionNames = { force: '--force', includeManaged: '--include-managed' } as const;

/**
 * The name of a resource in messages.
 *
 * @example
 * nameOf(change); // 'dashboard "Hourly volatility" (tickerlake-hourly-volatility)'
 */
export const nameOf = ({ kind, title, uid }: Pick<Change, 'kind' | 'title' | 'uid'>): string =>
  `${kind} "${title}" (${uid})`;

/**
 * Why something is blocked, and which option overrides that.
 *
 * @example
 * obstacleText({ text: 'It belongs to terraform.', liftedBy: 'includeManaged' });
 * // 'It belongs to terraform. Use --include-managed to override.'
 */
export function obstacleText({ text, liftedBy }: NonNullable<Change['obstacle']>): string {
  return liftedBy === null ? text : `${text} Use ${optionNames[liftedBy]} to override.`;
}

/**
 * Applies the plan in order. Checks first: if any change is blocked, or the token's role is too low, nothing is written
 * at all.
 *
 * @returns the changes that were written.
 * @throws {ProvisionError} When a change is blocked, or a write failed; it names what was written before.
 * @example
 * const written = await applyChanges(grafana, plan.changes, plan.obstacles);
 */
export async function applyChanges(
  grafana: GrafanaClient,
  changes: readonly Change[],
  obstacles: readonly string[] = [],
): Promise<readonly Change[]> {
  const due = changes.filter((change) => change.action !== 'none');
  const reasons = [
    ...obstacles,
    ...due.flatMap((change) =>
      change.obstacle === null ? [] : [`${nameOf(change)}: ${obstacleText(change.obstacle)}`],
    ),
  ];
  if (due.length === 0) return [];
  if (reasons.length > 0) throw refused(reasons);
  await checkRole(grafana, due);
  const written: Change[] = [];
  for (const change of due) {
    try {
      await change.write();
    } catch (cause) {
      throw stopped(change, written, due, cause);
    }
    written.push(change);
  }
  return written;
}

function refused(reasons: readonly string[]): ProvisionError {
  const list = reasons.map((reason) => `  - ${reason}`).join('\n');
  return new ProvisionError(
    `Nothing was written: ${reasons.length === 1 ? 'one change is' : `${reasons.length} changes are`} blocked:\n${list}`,
    { written: [], transient: false },
  );
}

async function checkRole(grafana: GrafanaClient, due: readonly Change[]): Promise<void> {
  const role = await grafana.serviceAccounts.ownRole();
  const lacking = role === 'Admin' ? [] : due.filter((change) => role === 'Viewer' || change.needs === 'Admin');
  const [first] = lacking;
  if (first === undefined) return;
  const needed = lacking.some((change) => change.needs === 'Admin') ? 'Admin' : 'Editor';
  throw refused([
    `the token has the rights of ${role}, and ${nameOf(first)} needs ${first.needs}. Use a service account with the role ${needed}.`,
  ]);
}

function stopped(change: Change, written: readonly Change[], due: readonly Change[], cause: unknown): ProvisionError {
  const names = written.map(nameOf);
  const rest = due.slice(written.length + 1).map(nameOf);
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = [
    `Writing ${nameOf(change)} failed: ${reason}`,
    names.length === 0 ? 'Nothing was written before it.' : `Written before it: ${names.join(', ')}.`,
    ...(rest.length === 0 ? [] : [`Not tried: ${rest.join(', ')}.`]),
    'Run the same command again to resume.',
  ].join('\n');
  return new ProvisionError(
    message,
    { written: names, transient: cause instanceof GrafanaError && cause.transient },
    { cause },
  );
}
