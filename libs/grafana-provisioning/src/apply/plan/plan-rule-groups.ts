import type { AlertRuleGroup } from '../../grafana/alert-rule-group.ts';
import type { GrafanaClient } from '../../grafana/grafana-client.ts';
import { type JsonObject, jsonObject } from '../../grafana/transport/json-object.ts';
import { type Change, unchanged } from '../change.ts';
import type { DesiredState } from '../desired-state.ts';
import { diffJson } from '../diff/diff-json.ts';
import type { Difference } from '../diff/difference.ts';
import { type Allowances, type Obstacle, standing } from '../ownership.ts';

/**
 * The changes to the groups of alert rules. Grafana's alerting has no dry run, so the comparison is done here.
 *
 * @throws {GrafanaError} When Grafana cannot be read.
 * @example
 * await planRuleGroups(grafana, desired, allowances);
 */
export async function planRuleGroups(
  grafana: GrafanaClient,
  { folder, ruleGroups, owner }: DesiredState,
  allowances: Allowances,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const group of ruleGroups) {
    const stored = await grafana.alertRules.read(folder.uid, group.title);
    const change = {
      kind: 'alert group',
      uid: `${folder.uid}/${group.title}`,
      title: group.title,
      needs: 'Editor',
      write: () => grafana.alertRules.write(folder.uid, group),
    } as const;
    if (stored === null) {
      changes.push({ ...change, action: 'create', differences: [], obstacle: null });
      continue;
    }
    const differences = diffRuleGroups(stored, group);
    const obstacle = standing(foreignGroup(stored, owner), allowances);
    changes.push(
      differences.length === 0 && obstacle === null
        ? unchanged('alert group', change.uid, group.title)
        : { ...change, action: 'update', differences, obstacle },
    );
  }
  return changes;
}

/**
 * How two groups differ, rule by rule. Ignores what the server adds (numbers, times, provenance).
 *
 * @example
 * diffRuleGroups(stored, desired); // [{ where: 'interval', before: '900', after: '1800' }]
 */
export function diffRuleGroups(before: AlertRuleGroup, after: AlertRuleGroup): Difference[] {
  const find = (group: AlertRuleGroup, uid: unknown) => group.rules.find((rule) => rule['uid'] === uid);
  const uids = [...new Set([...before.rules, ...after.rules].map((rule) => rule['uid']))];
  const rules = uids.flatMap((uid): Difference[] => {
    const [was, is] = [find(before, uid), find(after, uid)];
    const where = `rule ${String(uid)} ${JSON.stringify(String((is ?? was)?.['title'] ?? ''))}`;
    if (was === undefined || is === undefined)
      return [{ where, before: was === undefined ? null : 'present', after: is === undefined ? null : 'present' }];
    return diffJson(was, is, { label: `${where}: `, isOwnedOnly: true });
  });
  return [...diffJson({ interval: before.interval }, { interval: after.interval }, { label: '' }), ...rules];
}

/**
 * Why a group is not ours: provisioned from a file, or with a rule that lacks our mark.
 *
 * @returns null if it is ours.
 * @example
 * foreignGroup(stored, 'tickerlake')?.text;
 */
export function foreignGroup(stored: AlertRuleGroup, owner: string): Obstacle | null {
  if (stored.rules.some((rule) => rule['provenance'] === 'file'))
    return { text: 'It is provisioned from a file, so Grafana does not change it. Change that file.', liftedBy: null };
  const foreign = stored.rules.find((rule) => ownerOf(rule) !== owner);
  if (foreign === undefined) return null;
  const other = ownerOf(foreign);
  return {
    text: `Its rule "${String(foreign['title'])}" ${other === null ? 'was created by someone else' : `belongs to ${other}`}, and a group is written as a whole.`,
    liftedBy: 'includeManaged',
  };
}

function ownerOf(rule: JsonObject): string | null {
  const mark = jsonObject.safeParse(rule['annotations']).data?.['managed_by'];
  return typeof mark === 'string' ? mark : null;
}
