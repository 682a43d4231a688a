import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../grafana/transport/json-object.ts';
import { type DoubleAnswer, type DoubleRoute, isAtLeast, matchPath, refuse } from './double-route.ts';
import type {
  Caller,
  DoubleDashboard,
  DoubleDataSource,
  DoubleFolder,
  DoubleQueryAnswer,
  DoubleRuleGroup,
  DoubleState,
} from './double-state.ts';
import { alertingRoutes } from './routes/alerting-routes.ts';
import { dataSourceRoutes } from './routes/data-source-routes.ts';
import { folderRoutes } from './routes/folder-routes.ts';
import { legacyDashboardRoutes } from './routes/legacy-dashboard-routes.ts';
import { resourceRoutes } from './routes/resource-routes.ts';
import { serverRoutes } from './routes/server-routes.ts';
import { saveDashboard } from './save-dashboard.ts';

const routes: readonly DoubleRoute[] = [
  ...serverRoutes,
  ...dataSourceRoutes,
  ...folderRoutes,
  ...legacyDashboardRoutes,
  ...resourceRoutes,
  ...alertingRoutes,
];

/** The Grafana version to imitate. */
export interface DoubleOptions {
  /** 13.3.0 by default; the routes and responses of 9, 10, 12 and 13 differ. */
  readonly version?: string;
  readonly now?: () => Date;
  readonly orgId?: number;
  /** Plugins and their versions; by default the Athena plugin. */
  readonly plugins?: Readonly<Record<string, string>>;
  /** The response of the engine behind the data source; one row by default. */
  readonly answerQuery?: (rawSQL: string) => DoubleQueryAnswer;
  /** Injects a fault: returns a status and a body, or null to handle the call normally. */
  readonly disturb?: (method: string, path: string) => DoubleAnswer | null;
}

/** A received call. */
export interface DoubleRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A Grafana for tests that enforces the documented rules. */
export interface GrafanaDouble {
  readonly url: string;
  readonly state: DoubleState;
  /** Every call, in order. */
  readonly requests: readonly DoubleRequest[];
  /** The calls that may have changed something. */
  writes(): readonly DoubleRequest[];
  /** Creates a token with a role. */
  token(role: Caller['role'], login?: string): string;
  /** Saves a dashboard like a user in the browser. */
  edit(uid: string, login: string, change: (spec: JsonObject) => JsonObject): void;
  /** Adds a resource owned by others. */
  place(thing: {
    readonly dashboard?: Partial<DoubleDashboard> & { readonly uid: string; readonly spec: JsonObject };
    readonly folder?: Partial<DoubleFolder> & { readonly uid: string };
    readonly dataSource?: Partial<DoubleDataSource> & { readonly uid: string };
    readonly ruleGroup?: DoubleRuleGroup;
  }): void;
  close(): Promise<void>;
}

/**
 * Starts a Grafana double on loopback. It enforces what makes clients fail on real servers: 412 on a stale version, 409 on a
 * stale `resourceVersion`, a dashboard without `folderUid` moves to the root, secrets are never returned, posted permissions
 * replace the list, alerting ignores `dryRun`, read-only and provisioned resources are refused, and roles are enforced.
 *
 * @example
 * const double = await startGrafanaDouble({ version: '10.4.0' });
 * await fetch(`${double.url}/api/org`, { headers: { Authorization: `Bearer ${double.token('Admin')}` } });
 * await double.close();
 */
export async function startGrafanaDouble(options: DoubleOptions = {}): Promise<GrafanaDouble> {
  const state = createState(options);
  const requests: DoubleRequest[] = [];
  const server = createServer((request, response) => {
    readText(request).then(
      (text) => {
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        requests.push({ method: request.method ?? 'GET', path: `${url.pathname}${url.search}`, body: text });
        const { status, body } =
          options.disturb?.(request.method ?? 'GET', url.pathname) ?? answer(state, request, url, text);
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(body === undefined ? '' : JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    state,
    requests,
    writes: () => requests.filter(({ method, path }) => method !== 'GET' && path !== '/api/ds/query'),
    token(role, login = role.toLowerCase()) {
      const token = `glsa_${login}_${role}`;
      state.tokens.set(token, { login, role });
      return token;
    },
    edit(uid, login, change) {
      const before = state.dashboards.get(uid);
      if (before === undefined) throw new Error(`The double has no dashboard ${uid}.`);
      saveDashboard(state, {
        uid,
        spec: change(before.spec),
        folderUid: before.folderUid,
        message: '',
        login,
        storedAs: before.storedAs,
      });
    },
    place: (thing) => place(state, thing),
    close: () => new Promise((resolve) => void (server.close(() => resolve()), server.closeAllConnections())),
  };
}

function createState(options: DoubleOptions): DoubleState {
  const version = options.version ?? '13.3.0';
  let lastId = 0;
  const orgId = options.orgId ?? 1;
  return {
    version,
    major: Number.parseInt(version, 10),
    namespace: orgId === 1 ? 'default' : `org-${orgId}`,
    now: options.now ?? (() => new Date()),
    answerQuery: options.answerQuery ?? (() => ({ values: ['AAPL'] })),
    tokens: new Map(),
    plugins: new Map(Object.entries(options.plugins ?? { 'grafana-athena-datasource': '3.3.3' })),
    dashboards: new Map(),
    folders: new Map(),
    dataSources: new Map(),
    ruleGroups: new Map(),
    accounts: new Map(),
    nextId: () => (lastId += 1),
  };
}

function place(state: DoubleState, thing: Parameters<GrafanaDouble['place']>[0]): void {
  const { dashboard, folder, dataSource, ruleGroup } = thing;
  if (folder !== undefined) {
    state.folders.set(folder.uid, {
      id: state.nextId(),
      title: folder.uid,
      parentUid: '',
      version: 1,
      resourceVersion: state.nextId(),
      managedBy: '',
      updatedBy: 'somebody',
      permissions: [
        { role: 'Editor', permission: 2 },
        { role: 'Viewer', permission: 1 },
      ],
      ...folder,
    });
  }
  if (dashboard !== undefined) {
    const saved = saveDashboard(state, { folderUid: '', message: '', login: 'somebody', storedAs: 'v1', ...dashboard });
    state.dashboards.set(dashboard.uid, { ...saved, ...dashboard });
  }
  if (dataSource !== undefined) {
    state.dataSources.set(dataSource.uid, {
      id: state.nextId(),
      name: dataSource.uid,
      type: 'grafana-athena-datasource',
      access: 'proxy',
      jsonData: {},
      secureJsonData: {},
      readOnly: false,
      isDefault: false,
      version: 1,
      ...dataSource,
    });
  }
  if (ruleGroup !== undefined) state.ruleGroups.set(`${ruleGroup.folderUid}/${ruleGroup.title}`, ruleGroup);
}

function answer(state: DoubleState, request: IncomingMessage, url: URL, text: string): DoubleAnswer {
  for (const route of routes) {
    const isServed = (route.since ?? 0) <= state.major && state.major <= (route.until ?? Infinity);
    const params = route.method === request.method && isServed ? matchPath(route.path, url.pathname) : null;
    if (params === null) continue;
    const caller = state.tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    if (route.role !== null && caller === undefined) return refuse(401, 'Invalid API key');
    if (route.role !== null && caller !== undefined && !isAtLeast(caller.role, route.role))
      return refuse(
        403,
        `You'll need additional permissions to perform this action. Permissions needed: ${route.role}`,
      );
    const body = parseBody(text);
    if (body === null) return refuse(400, 'bad request data');
    return route.handle({
      state,
      caller: caller ?? { login: '', role: 'Viewer' },
      params,
      query: url.searchParams,
      body: body.json,
      headers: request.headers,
    });
  }
  return refuse(404, 'Not found');
}

function parseBody(text: string): { readonly json: unknown } | null {
  if (text === '') return { json: undefined };
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += String(chunk);
  return text;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The double is not listening on a port.');
  return address.port;
}
