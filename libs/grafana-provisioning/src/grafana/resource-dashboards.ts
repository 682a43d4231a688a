import * as z from 'zod';
import type { DashboardStore } from './dashboard-store.ts';
import { jsonObject } from './transport/json-object.ts';
import type { GrafanaServer } from './server.ts';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

/** Annotations of `/apis` with a dashboard's folder and owner. */
export const resourceAnnotations = {
  folder: 'grafana.app/folder',
  message: 'grafana.app/message',
  managerKind: 'grafana.app/managedBy',
  managerId: 'grafana.app/managerId',
  sourcePath: 'grafana.app/sourcePath',
} as const;

const Resource = z.object({
  metadata: z.object({
    name: z.string(),
    resourceVersion: z.string(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
  spec: jsonObject,
  status: z.object({ conversion: z.object({ storedVersion: z.string().optional() }).nullish() }).nullish(),
});

/**
 * Dashboards over `/apis/dashboard.grafana.app`, the routes that Grafana 12 and 13 prefer: classic JSON as the
 * resource's `spec`.
 *
 * @example
 * await resourceDashboards(transport, { dashboardsApi: 'v1', namespace: 'default' }).read('tickerlake-hourly-volatility');
 */
export function resourceDashboards(
  transport: Transport,
  server: Pick<GrafanaServer, 'dashboardsApi' | 'namespace'>,
): DashboardStore {
  const all = toPath`/apis/dashboard.grafana.app/${server.dashboardsApi}/namespaces/${server.namespace}/dashboards`;
  const at = (uid: string) => `${all}${toPath`/${uid}`}`;
  return {
    async read(uid) {
      const found = await transport.find({ method: 'GET', path: at(uid), answer: Resource });
      if (found === null) return null;
      const { id: _id, version: _version, ...spec } = found.spec;
      const annotations = found.metadata.annotations ?? {};
      const kind = annotations[resourceAnnotations.managerKind];
      const isFromFile = kind === 'classic-file-provisioning';
      return {
        uid,
        spec,
        version: found.metadata.resourceVersion,
        folderUid: annotations[resourceAnnotations.folder] ?? '',
        storedAs: found.status?.conversion?.storedVersion ?? null,
        manager: kind === undefined ? null : { kind, id: annotations[resourceAnnotations.managerId] ?? '' },
        provisionedFrom: isFromFile ? (annotations[resourceAnnotations.sourcePath] ?? 'a file') : null,
      };
    },
    async write({ uid, spec, folderUid, message, managerId, basedOn }) {
      const annotations = {
        [resourceAnnotations.folder]: folderUid,
        [resourceAnnotations.message]: message,
        [resourceAnnotations.managerKind]: 'kubectl',
        [resourceAnnotations.managerId]: managerId,
      };
      const metadata = { name: uid, annotations, ...(basedOn === null ? {} : { resourceVersion: basedOn }) };
      const body = { apiVersion: `dashboard.grafana.app/${server.dashboardsApi}`, kind: 'Dashboard', metadata, spec };
      await transport.send({
        method: basedOn === null ? 'POST' : 'PUT',
        path: basedOn === null ? all : at(uid),
        body,
        answer: z.unknown(),
      });
    },
    remove: async (uid) => void (await transport.find({ method: 'DELETE', path: at(uid), answer: z.unknown() })),
  };
}
