import * as z from 'zod';
import { jsonObject } from '../../grafana/transport/json-object.ts';
import { type DoubleCall, type DoubleRoute, ok, refuse } from '../double-route.ts';
import type { DoubleDataSource } from '../double-state.ts';

const Body = z.object({
  uid: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  name: z.string().min(1),
  type: z.string().min(1),
  access: z.string().default('proxy'),
  isDefault: z.boolean().default(false),
  jsonData: jsonObject.default({}),
  secureJsonData: z.record(z.string(), z.string()).default({}),
  version: z.number().optional(),
});
const QueryBody = z.object({
  from: z.string(),
  to: z.string(),
  queries: z
    .array(
      z.looseObject({
        refId: z.string(),
        datasource: z.object({ uid: z.string() }).optional(),
        rawSQL: z.string().optional(),
        rawSql: z.string().optional(),
      }),
    )
    .min(1),
});

/** A data source as Grafana returns it: `secureJsonFields` lists which secrets are set, never their values. */
function toDto(source: DoubleDataSource): Record<string, unknown> {
  const { secureJsonData, ...told } = source;
  return {
    ...told,
    orgId: 1,
    url: '',
    basicAuth: false,
    secureJsonFields: Object.fromEntries(setKeys(secureJsonData).map((key) => [key, true])),
  };
}

/** An empty text clears a secret. */
const setKeys = (secrets: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(secrets).filter((key) => secrets[key] !== '');

const notFound = refuse(404, 'Data source not found');

function byUid({ state, params }: DoubleCall): DoubleDataSource | undefined {
  return state.dataSources.get(params['uid'] ?? '');
}

function tell(source: DoubleDataSource | undefined) {
  return source === undefined ? notFound : ok(toDto(source));
}

function create({ state, body }: DoubleCall) {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse(400, 'bad request data');
  const { version: _version, ...given } = parsed.data;
  const uid = given.uid ?? `ds${state.nextId()}`;
  const isTaken = [...state.dataSources.values()].some((source) => source.uid === uid || source.name === given.name);
  if (isTaken) return refuse(409, 'data source with the same name already exists');
  const source = { ...given, uid, id: state.nextId(), readOnly: false, version: 1 };
  state.dataSources.set(uid, source);
  return ok({ id: source.id, name: source.name, message: 'Datasource added', datasource: toDto(source) });
}

function update(call: DoubleCall) {
  const before = byUid(call);
  if (before === undefined) return notFound;
  if (before.readOnly) return refuse(403, 'Cannot update read-only data source');
  const parsed = Body.safeParse(call.body);
  if (!parsed.success) return refuse(400, 'bad request data');
  const { version, ...given } = parsed.data;
  if (version !== undefined && version !== 0 && version !== before.version)
    return refuse(409, 'Datasource has already been updated by someone else. Please reload and try again');
  const source = {
    ...before,
    ...given,
    uid: given.uid ?? before.uid,
    secureJsonData: { ...before.secureJsonData, ...given.secureJsonData },
    version: before.version + 1,
  };
  call.state.dataSources.set(source.uid, source);
  return ok({ id: source.id, name: source.name, message: 'Datasource updated', datasource: toDto(source) });
}

function remove(call: DoubleCall) {
  const source = byUid(call);
  if (source === undefined) return notFound;
  if (source.readOnly) return refuse(403, 'Cannot delete read-only data source');
  call.state.dataSources.delete(source.uid);
  return ok({ message: 'Data source deleted' });
}

/**
 * Like the Athena plugin: its health check gets a workgroup and starts a query, so it needs a region; it reads no data.
 */
function health(call: DoubleCall) {
  const source = byUid(call);
  if (source === undefined) return notFound;
  if (!call.state.plugins.has(source.type)) return refuse(404, 'Plugin not found');
  const needsKeys = source.jsonData['authType'] === 'keys';
  const isWell = !needsKeys || ['accessKey', 'secretKey'].every((key) => setKeys(source.secureJsonData).includes(key));
  return isWell
    ? ok({ status: 'OK', message: 'Data source is working' })
    : { status: 400, body: { status: 'ERROR', message: 'get credentials: static credentials are empty' } };
}

function query({ state, body }: DoubleCall) {
  const parsed = QueryBody.safeParse(body);
  if (!parsed.success) return refuse(400, 'bad request data');
  const results = parsed.data.queries.map(({ refId, datasource, rawSQL, rawSql }) => {
    const source = state.dataSources.get(datasource?.uid ?? '');
    if (source === undefined || !state.plugins.has(source.type))
      return [refId, { status: 404, error: 'data source not found' }] as const;
    const { values = [], error } = state.answerQuery(rawSQL ?? rawSql ?? '');
    if (error !== undefined)
      return [
        refId,
        { status: 500, errorSource: 'downstream', error: `error querying the database: ${error}` },
      ] as const;
    return [
      refId,
      {
        status: 200,
        frames: [{ schema: { refId, fields: [{ name: 'value', type: 'string' }] }, data: { values: [values] } }],
      },
    ] as const;
  });
  const worst = Math.max(...results.map(([, result]) => result.status));
  return { status: worst, body: { results: Object.fromEntries(results) } };
}

/** Data sources by uid, and by number until Grafana 12; 13 does not have that route. */
export const dataSourceRoutes: readonly DoubleRoute[] = [
  {
    method: 'GET',
    path: '/api/datasources',
    role: 'Admin',
    handle: ({ state }) => ok([...state.dataSources.values()].map(toDto)),
  },
  { method: 'POST', path: '/api/datasources', role: 'Admin', handle: create },
  { method: 'GET', path: '/api/datasources/uid/:uid', role: 'Admin', handle: (call) => tell(byUid(call)) },
  { method: 'PUT', path: '/api/datasources/uid/:uid', role: 'Admin', handle: update },
  { method: 'DELETE', path: '/api/datasources/uid/:uid', role: 'Admin', handle: remove },
  { method: 'GET', path: '/api/datasources/uid/:uid/health', role: 'Viewer', handle: health },
  {
    method: 'GET',
    path: '/api/datasources/name/:name',
    role: 'Viewer',
    handle: ({ state, params }) =>
      tell([...state.dataSources.values()].find((source) => source.name === params['name'])),
  },
  {
    method: 'GET',
    path: '/api/datasources/:id',
    role: 'Viewer',
    until: 12,
    handle: ({ state, params }) =>
      tell([...state.dataSources.values()].find((source) => String(source.id) === params['id'])),
  },
  { method: 'POST', path: '/api/ds/query', role: 'Viewer', handle: query },
];
