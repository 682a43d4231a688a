import { join } from 'node:path';
import {
  type Explanation,
  type DatasetPlace,
  lineageEvents,
  RequestError,
  type SourceName,
} from '@tickerlake/pipeline';
import type { CommandContext } from '../composition/command-context.ts';
import type { Settings } from '../composition/settings.ts';
import { storeOf } from '../composition/store-of.ts';
import { writeOutput } from '../output/write-output.ts';

/** An endpoint that takes longer is not waited for. */
const deadlineMs = 10_000;

/**
 * Writes the OpenLineage events of an explanation to a file, an event a line, or posts them to an endpoint, one at a time.
 *
 * @param to a file, or the full address of an endpoint: `http://localhost:5000/api/v1/lineage`.
 * @throws {RequestError} when the file cannot be written, or the endpoint does not accept an event.
 * @example
 * await sendLineage(explanation, 'lineage.ndjson', { settings, source, context });
 */
export async function sendLineage(
  explanation: Explanation,
  to: string,
  of: { readonly settings: Settings; readonly source: SourceName; readonly context: CommandContext },
): Promise<void> {
  const events = lineageEvents(explanation, placeOf(of.settings, of.source)).map((event) => JSON.stringify(event));
  if (events.length === 0)
    throw new RequestError(
      'No landed line of this value is left, so there is no lineage to send: leave --openlineage out.',
    );
  if (!/^https?:\/\//i.test(to)) {
    await writeOutput(to, events.map((event) => `${event}\n`).join(''), of.context);
    return;
  }
  const url = endpointOf(to);
  for (const event of events) await post(url, event, of.context);
}

function endpointOf(text: string): URL {
  if (!URL.canParse(text))
    throw new RequestError('--openlineage is not an address: write http://localhost:5000/api/v1/lineage.');
  return new URL(text);
}

async function post(url: URL, event: string, { signal, environment }: CommandContext): Promise<void> {
  const key = environment.openLineageKey ?? null;
  // The address may hold a token: messages name the host alone.
  const fail = (what: string, cause?: unknown): never => {
    throw new RequestError(
      `The lineage endpoint ${url.host} ${what}: check the address (--openlineage) and OPENLINEAGE_API_KEY, or write a file. The explanation itself is not affected.`,
      { cause },
    );
  };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
    body: event,
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    return fail(
      cause instanceof Error && cause.name === 'TimeoutError'
        ? `did not answer within ${deadlineMs / 1_000} seconds`
        : 'cannot be reached',
      cause,
    );
  });
  await response.body?.cancel();
  if (!response.ok) fail(`answered ${response.status}`);
}

/** The names of the datasets, as OpenLineage's naming conventions have them. */
function placeOf(settings: Settings, source: SourceName): DatasetPlace {
  const { lake } = settings.config;
  const database = `${lake.database}_${source}`;
  if (settings.target === 'local') {
    const { root, current } = storeOf(settings, source);
    return {
      tables: { namespace: 'file', nameOf: (table) => join(current, table) },
      files: { namespace: 'file', nameOf: (path) => join(root, path) },
    };
  }
  const [, bucket = ''] = /^s3:\/\/([^/]+)/.exec(lake.location ?? '') ?? [];
  const files = { namespace: `s3://${bucket}`, nameOf: (path: string) => path.slice(`s3://${bucket}/`.length) };
  if (settings.target === 'trino')
    return {
      tables: {
        namespace: `trino://${new URL(lake.trino.url).host}`,
        nameOf: (table) => `${lake.trino.icebergCatalog}.${database}.${table}`,
      },
      files,
    };
  return {
    tables: {
      namespace: `awsathena://athena.${lake.region === undefined ? '' : `${lake.region}.`}amazonaws.com`,
      nameOf: (table) => `AwsDataCatalog.${database}.${table}`,
    },
    files,
  };
}
