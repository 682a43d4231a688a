import * as z from 'zod';
import { type JsonObject, jsonObject } from './transport/json-object.ts';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

const Version = z.object({
  version: z.number(),
  created: z.string(),
  createdBy: z.string().default('somebody'),
  message: z.string().default(''),
});

/** One save of a dashboard. */
export type DashboardVersion = z.output<typeof Version>;

/** Grafana 10 returns the list itself, later versions wrap it in an object. */
const Versions = z.union([
  z.array(Version),
  z.object({ versions: z.array(Version) }).transform((answer) => answer.versions),
]);
const VersionContent = z.object({ data: jsonObject });

/** Who saved a dashboard, when, and its contents. Grafana keeps the last 20 saves by default. */
export interface DashboardHistory {
  /** The saves, newest first. */
  list(uid: string): Promise<readonly DashboardVersion[]>;
  /** The JSON of one save. */
  content(uid: string, version: number): Promise<JsonObject>;
}

/**
 * Reads the history of dashboards, over the only route that all versions have.
 *
 * @example
 * await dashboardHistory(transport).list('tickerlake-hourly-volatility'); // [{ version: 3, createdBy: 'ann', message: '', ... }]
 */
export function dashboardHistory(transport: Transport): DashboardHistory {
  return {
    async list(uid) {
      const versions = await transport.send({
        method: 'GET',
        path: `${toPath`/api/dashboards/uid/${uid}/versions`}?limit=100`,
        answer: Versions,
      });
      return [...versions].sort((a, b) => b.version - a.version);
    },
    async content(uid, version) {
      const found = await transport.send({
        method: 'GET',
        path: toPath`/api/dashboards/uid/${uid}/versions/${version}`,
        answer: VersionContent,
      });
      const { id: _id, version: _version, ...spec } = found.data;
      return spec;
    },
  };
}
