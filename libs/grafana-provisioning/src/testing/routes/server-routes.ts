import * as z from 'zod';
import { type DoubleRoute, isAtLeast, ok, refuse } from '../double-route.ts';

const InstallBody = z.object({ version: z.string().optional() });
const AccountBody = z.object({ name: z.string().min(1), role: z.enum(['Viewer', 'Editor', 'Admin']) });
const TokenBody = z.object({ name: z.string().min(1), secondsToLive: z.number().int().nonnegative().optional() });

/** The groups and versions of `/apis` for dashboards, by Grafana version; none before 12. */
function dashboardVersions(major: number): readonly string[] {
  if (major >= 13) return ['v2', 'v1', 'v2beta1', 'v1beta1', 'v0alpha1'];
  return ['v1beta1', 'v2beta1', 'v2alpha1', 'v0alpha1'];
}

/** Health, organisation, rights of a token, plugins, service accounts, discovery of `/apis`. */
export const serverRoutes: readonly DoubleRoute[] = [
  {
    method: 'GET',
    path: '/api/health',
    role: null,
    handle: ({ state }) => ok({ commit: 'double', database: 'ok', version: state.version }),
  },
  {
    method: 'GET',
    path: '/api/org',
    role: 'Viewer',
    handle: ({ state }) =>
      ok({ id: state.namespace === 'default' ? 1 : Number(state.namespace.replace('org-', '')), name: 'Main Org.' }),
  },
  {
    method: 'GET',
    path: '/api/frontend/settings',
    role: 'Viewer',
    handle: ({ state }) =>
      ok({ namespace: state.namespace, buildInfo: { version: state.version }, defaultDatasource: '', datasources: {} }),
  },
  {
    method: 'GET',
    path: '/api/access-control/user/permissions',
    role: 'Viewer',
    handle: ({ caller }) =>
      ok({
        'dashboards:read': ['dashboards:*'],
        ...(isAtLeast(caller.role, 'Editor')
          ? { 'dashboards:create': ['folders:*'], 'folders:create': ['folders:*'] }
          : {}),
        ...(isAtLeast(caller.role, 'Admin')
          ? { 'datasources:create': [''], 'datasources:write': ['datasources:*'] }
          : {}),
      }),
  },
  {
    method: 'GET',
    path: '/api/plugins/:id/settings',
    role: 'Viewer',
    handle({ state, params }) {
      const version = state.plugins.get(params['id'] ?? '');
      return version === undefined
        ? refuse(404, 'Plugin not found, no installed plugin with that id')
        : ok({ id: params['id'], enabled: true, info: { version } });
    },
  },
  {
    method: 'POST',
    path: '/api/plugins/:id/install',
    role: 'Admin',
    handle({ state, params, body }) {
      if (state.plugins.has(params['id'] ?? '')) return refuse(409, 'Plugin already installed');
      state.plugins.set(params['id'] ?? '', InstallBody.parse(body ?? {}).version ?? '3.3.3');
      return ok({});
    },
  },
  {
    method: 'GET',
    path: '/api/serviceaccounts/search',
    role: 'Admin',
    handle: ({ state, query }) =>
      ok({
        totalCount: state.accounts.size,
        serviceAccounts: [...state.accounts]
          .filter(([, account]) => account.name.includes(query.get('query') ?? ''))
          .map(([id, { name, role }]) => ({ id, name, role })),
      }),
  },
  {
    method: 'POST',
    path: '/api/serviceaccounts',
    role: 'Admin',
    handle({ state, body }) {
      const account = AccountBody.safeParse(body);
      if (!account.success) return refuse(400, 'bad request data');
      const id = state.nextId();
      state.accounts.set(id, { ...account.data, tokens: new Map() });
      return { status: 201, body: { id, ...account.data } };
    },
  },
  {
    method: 'POST',
    path: '/api/serviceaccounts/:id/tokens',
    role: 'Admin',
    handle({ state, params, body }) {
      const account = state.accounts.get(Number(params['id']));
      if (account === undefined) return refuse(404, 'service account not found');
      const { name } = TokenBody.parse(body);
      const id = state.nextId();
      const key = `glsa_${id}_${account.name}`;
      account.tokens.set(id, key);
      state.tokens.set(key, { login: `sa-${account.name}`, role: account.role });
      return ok({ id, name, key });
    },
  },
  {
    method: 'DELETE',
    path: '/api/serviceaccounts/:id/tokens/:token',
    role: 'Admin',
    handle({ state, params }) {
      const tokens = state.accounts.get(Number(params['id']))?.tokens;
      const key = tokens?.get(Number(params['token']));
      if (tokens === undefined || key === undefined) return refuse(404, 'service account token not found');
      tokens.delete(Number(params['token']));
      state.tokens.delete(key);
      return ok({ message: 'Service account token deleted' });
    },
  },
  {
    method: 'GET',
    path: '/apis/dashboard.grafana.app',
    role: 'Viewer',
    since: 12,
    handle({ state }) {
      const versions = dashboardVersions(state.major).map((version) => ({
        groupVersion: `dashboard.grafana.app/${version}`,
        version,
      }));
      return ok({
        kind: 'APIGroup',
        apiVersion: 'v1',
        name: 'dashboard.grafana.app',
        versions,
        preferredVersion: versions[0],
      });
    },
  },
  {
    method: 'GET',
    path: '/apis',
    role: 'Viewer',
    handle: ({ state }) =>
      ok({
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: state.major >= 12 ? [{ name: 'dashboard.grafana.app' }, { name: 'folder.grafana.app' }] : [],
      }),
  },
];
