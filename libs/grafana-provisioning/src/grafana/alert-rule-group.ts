import * as z from 'zod';
import { type JsonObject, jsonObject } from './transport/json-object.ts';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

/**
 * A group of alert rules in the form of Grafana's provisioning API: `rules` hold `uid`, `title`, `condition`, `data`,
 * `noDataState`, `execErrState`, `for`, `labels`, `annotations`. The group, folder and organisation of a rule are filled in
 * when sent.
 */
export interface AlertRuleGroup {
  readonly title: string;
  /** How often the rules run, in seconds. Each evaluation on Athena is a paid scan. */
  readonly interval: number;
  readonly rules: readonly JsonObject[];
}

const StoredRuleGroup = z.object({
  title: z.string(),
  interval: z.number(),
  rules: z
    .array(jsonObject)
    .nullish()
    .transform((rules) => rules ?? []),
});
const Rules = z.array(z.object({ uid: z.string(), title: z.string(), folderUID: z.string() }));

/** Alert rules by folder and group. */
export interface AlertRuleApi {
  read(folderUid: string, title: string): Promise<AlertRuleGroup | null>;
  /** **Replaces** the group: rules that are not in it are removed. Grafana's alerting has no dry run. */
  write(folderUid: string, group: AlertRuleGroup): Promise<void>;
  removeRule(uid: string): Promise<void>;
  /** Titles of all rules in a folder. */
  titlesIn(folderUid: string): Promise<readonly string[]>;
}

/**
 * Reads and writes alert rules over `/api/v1/provisioning`.
 *
 * @example
 * await alertRuleApi(transport).read('tickerlake', 'Freshness'); // { title: 'Freshness', interval: 900, rules: [...] }
 */
export function alertRuleApi(transport: Transport): AlertRuleApi {
  const at = (folderUid: string, title: string) =>
    toPath`/api/v1/provisioning/folder/${folderUid}/rule-groups/${title}`;
  return {
    read: (folderUid, title) => transport.find({ method: 'GET', path: at(folderUid, title), answer: StoredRuleGroup }),
    async write(folderUid, { title, interval, rules }) {
      const body = {
        title,
        folderUid,
        interval,
        rules: rules.map((rule) => ({ ...rule, folderUID: folderUid, ruleGroup: title })),
      };
      await transport.send({ method: 'PUT', path: at(folderUid, title), body, answer: z.unknown() });
    },
    removeRule: async (uid) =>
      void (await transport.send({
        method: 'DELETE',
        path: toPath`/api/v1/provisioning/alert-rules/${uid}`,
        answer: z.unknown(),
      })),
    async titlesIn(folderUid) {
      const rules = await transport.send({ method: 'GET', path: '/api/v1/provisioning/alert-rules', answer: Rules });
      return rules.filter((rule) => rule.folderUID === folderUid).map((rule) => rule.title);
    },
  };
}
