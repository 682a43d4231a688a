import * as z from 'zod';
import { jsonObject } from '../../grafana/transport/json-object.ts';
import { type DoubleCall, type DoubleRoute, ok, refuse } from '../double-route.ts';
import type { DoubleRuleGroup, DoubleState } from '../double-state.ts';

const Rule = z.looseObject({
  uid: z.string().regex(/^[\w-]{1,40}$/),
  title: z.string().min(1),
  condition: z.string().min(1),
  data: z.array(z.looseObject({ refId: z.string(), datasourceUid: z.string().min(1), model: jsonObject })).min(1),
  noDataState: z.enum(['Alerting', 'NoData', 'OK', 'KeepLast']),
  execErrState: z.enum(['OK', 'Alerting', 'Error', 'KeepLast']),
  for: z.string().regex(/^\d+[smhd]/),
});
const GroupBody = z.object({
  title: z.string().min(1),
  folderUid: z.string(),
  interval: z.number().int().positive().multipleOf(10),
  rules: z.array(Rule),
});

const keyOf = (folderUid: string, title: string): string => `${folderUid}/${title}`;
const notFound = refuse(404, 'rule group not found');

function tell(state: DoubleState, group: DoubleRuleGroup) {
  const rules = group.rules.map((rule) => ({
    ...rule,
    orgID: 1,
    folderUID: group.folderUid,
    ruleGroup: group.title,
    provenance: group.provenance,
    updated: state.now().toISOString(),
  }));
  return { title: group.title, folderUid: group.folderUid, interval: group.interval, rules };
}

/** Alerting has no dry run: `?dryRun=All` is ignored and the group is written. */
function write({ state, params, body, headers }: DoubleCall) {
  const parsed = GroupBody.safeParse(body);
  if (!parsed.success) return refuse(400, `invalid alert rule group: ${z.prettifyError(parsed.error)}`);
  const { folder = '', group: title = '' } = params;
  if (!state.folders.has(folder)) return refuse(400, 'folder not found');
  const before = state.ruleGroups.get(keyOf(folder, title));
  if (before?.provenance === 'file') return refuse(409, "cannot change provenance from 'file' to 'api'");
  const elsewhere = [...state.ruleGroups].some(
    ([key, group]) =>
      key !== keyOf(folder, title) &&
      group.rules.some((rule) => parsed.data.rules.some(({ uid }) => uid === rule['uid'])),
  );
  if (elsewhere) return refuse(409, 'a rule with this UID exists in another group');
  const numbered = parsed.data.rules.map((rule) => ({ ...rule, id: state.nextId() }));
  const group: DoubleRuleGroup = {
    title,
    folderUid: folder,
    interval: parsed.data.interval,
    provenance: headers['x-disable-provenance'] === undefined ? 'api' : '',
    rules: numbered,
  };
  state.ruleGroups.set(keyOf(folder, title), group);
  return ok(tell(state, group));
}

function removeRule({ state, params }: DoubleCall) {
  for (const [key, group] of state.ruleGroups) {
    const rules = group.rules.filter((rule) => rule['uid'] !== params['uid']);
    if (rules.length === group.rules.length) continue;
    if (group.provenance === 'file') return refuse(409, 'the rule is provisioned from a file');
    if (rules.length === 0) state.ruleGroups.delete(key);
    else state.ruleGroups.set(key, { ...group, rules });
  }
  return { status: 204, body: undefined };
}

/** Alert rules over `/api/v1/provisioning`. */
export const alertingRoutes: readonly DoubleRoute[] = [
  {
    method: 'GET',
    path: '/api/v1/provisioning/alert-rules',
    role: 'Viewer',
    handle: ({ state }) => ok([...state.ruleGroups.values()].flatMap((group) => tell(state, group).rules)),
  },
  { method: 'DELETE', path: '/api/v1/provisioning/alert-rules/:uid', role: 'Editor', handle: removeRule },
  {
    method: 'GET',
    path: '/api/v1/provisioning/folder/:folder/rule-groups/:group',
    role: 'Viewer',
    handle({ state, params }) {
      const group = state.ruleGroups.get(keyOf(params['folder'] ?? '', params['group'] ?? ''));
      return group === undefined ? notFound : ok(tell(state, group));
    },
  },
  { method: 'PUT', path: '/api/v1/provisioning/folder/:folder/rule-groups/:group', role: 'Editor', handle: write },
];
