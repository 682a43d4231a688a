import * as z from 'zod';
import { GrafanaError } from './transport/grafana-error.ts';
import type { Transport } from './transport/transport.ts';

/** What a Grafana reports about itself. */
export interface GrafanaServer {
  /** For example `13.3.0`; null if the server hides it. */
  readonly version: string | null;
  readonly major: number | null;
  /** The routes for dashboards: `/apis` in this version, or the older `/api`. */
  readonly dashboardsApi: 'legacy' | 'v1' | 'v1beta1';
  /** The namespace of `/apis`: `default`, `org-2` or `stacks-123`. */
  readonly namespace: string;
}

/** The oldest Grafana that supports the dashboards. */
export const oldestMajor = 10;

const Health = z.object({ version: z.string().optional(), database: z.string().optional() });
const ApiGroup = z.object({ versions: z.array(z.object({ version: z.string() })) });
const FrontendSettings = z.object({ namespace: z.string().min(1).optional() });
const Organisation = z.object({ id: z.number() });

/**
 * Detects the Grafana's version and routes: routes are probed, and the version decides only what cannot be probed.
 *
 * @throws {GrafanaError} When it can't be reached, rejects the token, or is older than Grafana 10.
 * @example
 * await detectServer(transport); // { version: '13.3.0', major: 13, dashboardsApi: 'v1', namespace: 'default' }
 */
export async function detectServer(transport: Transport): Promise<GrafanaServer> {
  const health = await transport.send({ method: 'GET', path: '/api/health', answer: Health });
  const version = health.version ?? null;
  const major = version === null ? null : Number.parseInt(version, 10);
  if (major !== null && major < oldestMajor) {
    throw new GrafanaError(
      `Grafana at ${transport.url} is ${version}: the dashboards and the Athena plugin need Grafana ${oldestMajor} or newer, preferably 10.4. Upgrade it (on Amazon Managed Grafana: update the workspace's version). Nothing was written.`,
      { method: 'GET', path: '/api/health', status: 200, reason: 'too-old', transient: false },
    );
  }
  const organisation = await transport.send({ method: 'GET', path: '/api/org', answer: Organisation });
  const group = await transport.find({ method: 'GET', path: '/apis/dashboard.grafana.app', answer: ApiGroup });
  const served = group?.versions.map((entry) => entry.version) ?? [];
  const dashboardsApi = served.includes('v1') ? 'v1' : served.includes('v1beta1') ? 'v1beta1' : 'legacy';
  const namespace =
    dashboardsApi === 'legacy'
      ? null
      : (await transport.find({ method: 'GET', path: '/api/frontend/settings', answer: FrontendSettings }))?.namespace;
  return {
    version,
    major,
    dashboardsApi,
    namespace: namespace ?? (organisation.id === 1 ? 'default' : `org-${organisation.id}`),
  };
}
