import { obstacleText } from './apply-plan.ts';
import type { Change } from './change.ts';
import type { Difference } from './diff/difference.ts';
import type { Drift } from './find-drift.ts';
import type { Plan } from './plan/plan-changes.ts';

const signs = { create: '+', update: '~', delete: '-', none: '=' } as const;

/**
 * A plan as text: what is created, changed and blocked, one line per difference; unchanged resources are only counted.
 *
 * @example
 * renderPlan(plan);
 */
export function renderPlan({ url, version, changes, obstacles }: Plan): string {
  const due = changes.filter((change) => change.action !== 'none');
  const lines = [
    `Grafana ${version ?? '(version hidden)'} at ${url}`,
    ...renderChanges(changes),
    ...obstacles.map((text) => `! ${text}`),
  ];
  if (due.length === 0 && obstacles.length === 0)
    return `${[...lines, `Nothing to do: all ${changes.length} resources are up to date.`].join('\n')}\n`;
  const refused = due.filter((change) => change.obstacle !== null).length + obstacles.length;
  const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
  const summary = [
    `${count('create')} to create`,
    `${count('update')} to change`,
    `${count('none')} up to date`,
    ...(refused === 0 ? [] : [`${refused} blocked: an apply would write nothing`]),
  ];
  return `${[...lines, `Plan: ${summary.join(', ')}.`].join('\n')}\n`;
}

/**
 * Changes, one block each.
 *
 * @example
 * renderChanges(changes); // ['~ dashboard "Hourly volatility" (tickerlake-hourly-volatility)', '    title: a -> b']
 */
export function renderChanges(changes: readonly Change[]): string[] {
  return changes
    .filter((change) => change.action !== 'none' || change.note !== undefined)
    .flatMap((change) => [
      `${change.obstacle === null ? signs[change.action] : '!'} ${change.kind} "${change.title}" (${change.uid})${change.note === undefined ? '' : ` ${change.note}`}`,
      ...renderDifferences(change.differences),
      ...(change.obstacle === null ? [] : [`    refused: ${obstacleText(change.obstacle)}`]),
    ]);
}

/**
 * Drift as text: what differs, and who saved it when.
 *
 * @example
 * renderDrift(await findDrift(grafana, desired));
 */
export function renderDrift(drifts: readonly Drift[]): string {
  if (drifts.length === 0) return 'No drift: Grafana has what was applied.\n';
  const blocks = drifts.flatMap(({ kind, uid, title, differences, saves, comparedWith }) => [
    `~ ${kind} "${title}" (${uid}), compared with ${comparedWith}`,
    ...saves.map(
      ({ who, when, message }) => `    saved by ${who} at ${when}${message === '' ? '' : ` ("${message}")`}`,
    ),
    ...renderDifferences(differences),
  ]);
  return `${blocks.join('\n')}\nDrift in ${drifts.length} resource${drifts.length === 1 ? '' : 's'}. Copy it into the code, or apply with --force to overwrite it.\n`;
}

function renderDifferences(differences: readonly Difference[]): string[] {
  let heading = '';
  return differences.flatMap((difference) => {
    const match = /^(?<panel>panel \S+ ".*?(?<!\\)")(?:: (?<rest>.*))?$/s.exec(difference.where);
    const panel = match?.groups?.['panel'] ?? '';
    const rest = match?.groups?.['rest'];
    const isNew = panel !== heading && rest !== undefined;
    heading = panel;
    const where = rest ?? difference.where;
    const indent = rest === undefined ? '    ' : '      ';
    return [...(isNew ? [`    ${panel}`] : []), ...renderDifference({ ...difference, where }, indent)];
  });
}

function renderDifference({ where, before, after, lines }: Difference, indent: string): string[] {
  if (lines !== undefined) return [`${indent}${where}:`, ...lines.map((line) => `${indent}  ${line}`)];
  if (before === null) return [`${indent}${where}: + ${after ?? ''}`];
  return [after === null ? `${indent}${where}: - ${before}` : `${indent}${where}: ${before} -> ${after}`];
}
