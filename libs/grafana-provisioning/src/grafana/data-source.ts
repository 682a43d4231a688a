import * as z from 'zod';
import { jsonObject } from './transport/json-object.ts';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

const StoredDataSource = z.object({
  uid: z.string(),
  name: z.string(),
  type: z.string(),
  access: z.string().optional(),
  readOnly: z.boolean().default(false),
  version: z.number().optional(),
  url: z.string().optional(),
  user: z.string().optional(),
  database: z.string().optional(),
  basicAuth: z.boolean().optional(),
  basicAuthUser: z.string().optional(),
  withCredentials: z.boolean().optional(),
  isDefault: z.boolean().optional(),
  jsonData: jsonObject.nullish().transform((data) => data ?? {}),
  secureJsonFields: z
    .record(z.string(), z.boolean())
    .nullish()
    .transform((fields) => fields ?? {}),
});

/** A data source as Grafana returns it: never its secrets, only which of them are set. */
export type StoredDataSource = z.output<typeof StoredDataSource>;

/** A data source to write. Omitted secrets stay unchanged. */
export interface DataSourceWrite {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly access: 'proxy';
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData: Readonly<Record<string, string>>;
}

/** Settings that an update keeps: a PUT without them would reset them. */
const keptSettings = [
  'url',
  'user',
  'database',
  'basicAuth',
  'basicAuthUser',
  'withCredentials',
  'isDefault',
  'version',
] as const;

const Health = z.object({ status: z.string().optional(), message: z.string().default('') });
const Frame = z.object({ data: z.object({ values: z.array(z.array(z.unknown())) }).optional() });
const QueryAnswer = z.object({
  results: z.record(z.string(), z.object({ error: z.string().optional(), frames: z.array(Frame).optional() })),
});

/** The health of a data source: Grafana's own check, which for Athena reads no data. */
export interface DataSourceHealth {
  readonly isWell: boolean;
  readonly message: string;
}

/** The result of a query. */
export interface DataSourceQuery {
  readonly type: string;
  readonly uid: string;
  readonly rawSQL: string;
  /** Epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Data sources by uid; the routes with numeric ids do not exist since Grafana 13. */
export interface DataSourceApi {
  read(uid: string): Promise<StoredDataSource | null>;
  create(write: DataSourceWrite): Promise<void>;
  /**
   * Updates what was read: Grafana rejects the write if it has changed since, and settings that we do not own are kept.
   */
  update(write: DataSourceWrite, read: StoredDataSource): Promise<void>;
  remove(uid: string): Promise<void>;
  health(uid: string): Promise<DataSourceHealth>;
  /** The number of rows of the query. @throws {GrafanaError} When it failed. */
  countRows(query: DataSourceQuery): Promise<{ readonly rows: number; readonly error: string | null }>;
}

/**
 * Reads and writes data sources.
 *
 * @example
 * await dataSourceApi(transport).read('tickerlake-athena'); // { uid, name, jsonData, secureJsonFields: { accessKey: true }, ... }
 */
export function dataSourceApi(transport: Transport): DataSourceApi {
  const at = (uid: string) => toPath`/api/datasources/uid/${uid}`;
  return {
    read: (uid) => transport.find({ method: 'GET', path: at(uid), answer: StoredDataSource }),
    create: async (write) =>
      void (await transport.send({ method: 'POST', path: '/api/datasources', body: write, answer: z.unknown() })),
    async update(write, read) {
      const kept = Object.fromEntries(
        keptSettings.filter((key) => read[key] !== undefined).map((key) => [key, read[key]]),
      );
      await transport.send({ method: 'PUT', path: at(write.uid), body: { ...kept, ...write }, answer: z.unknown() });
    },
    remove: async (uid) => void (await transport.find({ method: 'DELETE', path: at(uid), answer: z.unknown() })),
    async health(uid) {
      const health = await transport.send({
        method: 'GET',
        path: `${at(uid)}/health`,
        answer: Health,
        alsoAnswers: [400, 500],
      });
      return { isWell: health.status === 'OK', message: health.message };
    },
    async countRows({ type, uid, rawSQL, fromMs, toMs }) {
      const connectionArgs = { region: '__default', catalog: '__default', database: '__default' };
      const query = {
        refId: 'A',
        datasource: { type, uid },
        format: 1,
        rawSQL,
        connectionArgs,
        intervalMs: 60_000,
        maxDataPoints: 100,
      };
      const body = { from: String(fromMs), to: String(toMs), queries: [query] };
      const answer = await transport.send({
        method: 'POST',
        path: '/api/ds/query',
        body,
        answer: QueryAnswer,
        isRepeatable: true,
        alsoAnswers: [400, 500],
      });
      const result = answer.results['A'];
      const rows = (result?.frames ?? []).reduce((sum, frame) => sum + (frame.data?.values[0]?.length ?? 0), 0);
      return { rows, error: result?.error ?? null };
    },
  };
}
