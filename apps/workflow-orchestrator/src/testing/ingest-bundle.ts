import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const home = join(import.meta.dirname, '../../../..');
let loads = 0;

/** The environment of the bundle. */
export interface IngestEnvironment {
  readonly endpoint: string;
  readonly baseUrl: string;
  readonly stream: string;
  readonly apiKey: string;
}

/**
 * The ingest Lambda as deployed: its bundle, rebuilt and loaded with a separate environment.
 *
 * @example
 * const ingest = await loadIngestBundle({ endpoint, baseUrl, stream, apiKey: 'key' });
 */
export async function loadIngestBundle({
  endpoint,
  baseUrl,
  stream,
  apiKey,
}: IngestEnvironment): Promise<(event: unknown) => Promise<unknown>> {
  await promisify(execFile)('npx', ['nx', 'bundle', 'ingest-lambda'], { cwd: home });
  const parameter = `/${stream}/api-key`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    API_KEY_PARAMETER: parameter,
    STREAM_NAME: stream,
    CALLS_PER_MINUTE: '5',
    BASE_URL: baseUrl,
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  await putKey(endpoint, parameter, apiKey);
  loads += 1;
  const { handler } = (await import(`${join(home, 'apps/ingest-lambda/dist/main.mjs')}?load=${loads}`)) as {
    handler: (event: unknown) => Promise<unknown>;
  };
  return handler;
}

async function putKey(endpoint: string, Name: string, Value: string): Promise<void> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    body: JSON.stringify({ Name, Value, Type: 'SecureString', Overwrite: true }),
    headers: {
      'x-amz-target': 'AmazonSSM.PutParameter',
      'content-type': 'application/x-amz-json-1.1',
      authorization:
        'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=x',
    },
  });
  if (!answer.ok) throw new Error(`The key could not be stored: ${await answer.text()}`);
}
