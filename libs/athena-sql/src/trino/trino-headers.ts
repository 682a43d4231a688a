import { SqlCompileError } from '../sql/errors.ts';

/** Who asks, and where names without a schema are looked up. */
export interface TrinoSession {
  readonly user: string;
  /** Shown in Trino's list of queries. Default: `tickerlake`. */
  readonly source?: string;
  readonly catalog?: string;
  readonly schema?: string;
  /** Session properties: `{ query_max_run_time: '10m', 'hive.compression_codec': 'ZSTD' }`. */
  readonly sessionProperties?: Readonly<Record<string, string>>;
}

/** How one statement is run; what is given here replaces the client's own. */
export interface TrinoQueryOptions extends Partial<TrinoSession> {
  /** Aborting cancels the query. */
  readonly signal?: AbortSignal;
  /** Groups queries in Trino's own list and log: a run id. */
  readonly traceToken?: string;
}

/**
 * The headers of the POST that starts a statement; later requests need none of them. Without `PARAMETRIC_DATETIME` Trino cuts every
 * timestamp to milliseconds (trinodb/trino#5068).
 *
 * @throws {SqlCompileError} for a session property whose name is none.
 * @example
 * postHeaders({ user: 'me', schema: 'market' }, {})['x-trino-schema']; // 'market'
 */
export function postHeaders(client: TrinoSession, query: TrinoQueryOptions): Record<string, string> {
  const { user, source = 'tickerlake', catalog, schema } = { ...client, ...withoutUndefined(query) };
  const properties = Object.entries({ ...client.sessionProperties, ...query.sessionProperties });
  return {
    'content-type': 'text/plain; charset=utf-8',
    'x-trino-user': user,
    'x-trino-source': source,
    'x-trino-time-zone': 'UTC',
    'x-trino-client-capabilities': 'PARAMETRIC_DATETIME',
    ...(catalog === undefined ? {} : { 'x-trino-catalog': catalog }),
    ...(schema === undefined ? {} : { 'x-trino-schema': schema }),
    ...(query.traceToken === undefined ? {} : { 'x-trino-trace-token': query.traceToken }),
    ...(properties.length === 0 ? {} : { 'x-trino-session': properties.map(toProperty).join(',') }),
  };
}

function toProperty([name, value]: readonly [string, string]): string {
  if (!/^[a-z0-9_]+(\.[a-z0-9_]+)?$/i.test(name)) {
    throw new SqlCompileError(
      `"${name}" is not the name of a session property: use query_max_run_time, or hive.compression_codec for one of a catalogue.`,
    );
  }
  return `${name}=${encodeURIComponent(value)}`;
}

function withoutUndefined(query: TrinoQueryOptions): Partial<TrinoSession> {
  const { user, source, catalog, schema } = query;
  return Object.fromEntries(
    Object.entries({ user, source, catalog, schema }).filter(([, value]) => value !== undefined),
  );
}
