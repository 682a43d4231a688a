import * as z from 'zod';
import type { DashboardStore } from './dashboard-store.ts';
import { jsonObject } from './transport/json-object.ts';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

const Answer = z.object({
  dashboard: jsonObject,
  meta: z.object({
    folderUid: z.string().default(''),
    version: z.number(),
    provisioned: z.boolean().default(false),
    provisionedExternalId: z.string().default(''),
    apiVersion: z.string().nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
});

/**
 * Dashboards over `/api/dashboards`, which every Grafana from 9 to 13.3 has.
 *
 * @example
 * await legacyDashboards(transport).read('tickerlake-hourly-volatility');
 */
export function legacyDashboards(transport: Transport): DashboardStore {
  const at = (uid: string) => toPath`/api/dashboards/uid/${uid}`;
  return {
    async read(uid) {
      const found = await transport.find({ method: 'GET', path: at(uid), answer: Answer });
      if (found === null) return null;
      const { meta } = found;
      const { id: _id, version: _version, ...spec } = found.dashboard;
      const kind = meta.annotations?.['grafana.app/managedBy'];
      return {
        uid,
        spec,
        version: String(meta.version),
        folderUid: meta.folderUid,
        storedAs: meta.apiVersion ?? null,
        manager: kind === undefined ? null : { kind, id: meta.annotations?.['grafana.app/managerId'] ?? '' },
        provisionedFrom: meta.provisioned ? meta.provisionedExternalId || 'a file' : null,
      };
    },
    async write({ uid, spec, folderUid, message, basedOn }) {
      const version = basedOn === null ? {} : { version: Number(basedOn) };
      const body = { dashboard: { ...spec, id: null, uid, ...version }, folderUid, message, overwrite: false };
      await transport.send({ method: 'POST', path: '/api/dashboards/db', body, answer: z.unknown() });
    },
    remove: async (uid) => void (await transport.find({ method: 'DELETE', path: at(uid), answer: z.unknown() })),
  };
}
