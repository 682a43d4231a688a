import { openAthenaEndpoint } from '../../athena-endpoint/open-athena-endpoint.ts';
import { servedDatabase } from '../../engine-process/served-database.ts';
import { toJsonText } from '../../output/json.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { parsePort } from '../../input/parse-port.ts';
import { currentRelease, findStore } from '../../composition/read-store.ts';
import { untilAborted } from '../../exit/until-aborted.ts';

/** Options of `serve`. */
export interface ServeOptions extends CommonOptions {
  readonly port?: string;
}

/** A data source is set up once: its address stays the same from day to day. */
const defaultPort = '4650';

/**
 * `tickerlake serve`: the published tables through the Athena API, until Ctrl-C, for a Grafana or an AWS SDK on this machine.
 *
 * @throws {RequestError} when nothing is published, or the port is already in use.
 * @example
 * await serve({ port: '4650' }, context); // 0, after Ctrl-C
 */
export async function serve(options: ServeOptions, context: CommandContext): Promise<ExitCode> {
  const store = await findStore(options, context);
  const release = await currentRelease(store);
  const server = await openAthenaEndpoint(store, parsePort(options.port ?? defaultPort), context.clock, context.home);
  const dataSource = toDataSource(server.url);
  if (store.settings.isJson)
    context.streams.out(`${toJsonText({ url: server.url, release: release.id, dataSource })}\n`);
  else context.streams.out(explain(server.url, release.id, store.source));
  await untilAborted(context.signal);
  await server.close();
  return 0;
}

/** The data source as in Grafana's provisioning files. The keys are ignored, but the plugin requires some. */
function toDataSource(url: string) {
  return {
    name: 'tickerlake',
    type: 'grafana-athena-datasource',
    jsonData: {
      authType: 'keys',
      defaultRegion: 'us-east-1',
      endpoint: url,
      catalog: 'AwsDataCatalog',
      database: servedDatabase,
      workgroup: 'primary',
    },
    secureJsonData: { accessKey: 'local', secretKey: 'local' },
  };
}

function explain(url: string, release: number, source: string): string {
  const { jsonData, secureJsonData } = toDataSource(url);
  return [
    `Athena API for the published tables (${source}, release ${release} and later): ${url}  (Ctrl-C to stop)`,
    '',
    'Use these settings for a Grafana data source (plugin grafana-athena-datasource):',
    `  Authentication provider  Access & secret key: ${secureJsonData.accessKey} and ${secureJsonData.secretKey}; any value works`,
    `  Endpoint                 ${jsonData.endpoint}`,
    `  Default region           ${jsonData.defaultRegion}`,
    `  Catalog, database        ${jsonData.catalog}, ${jsonData.database}`,
    `  Workgroup                ${jsonData.workgroup}; leave the output location empty`,
    `Other clients of Athena read it with AWS_ENDPOINT_URL=${url}: docs/how-to/use-athena-clients.md`,
    'Start Grafana on this machine with TZ=UTC in its environment; in a container with --network host.',
    '',
  ].join('\n');
}
