import { join } from 'node:path';
import type { QueryStatistics } from '@tickerlake/athena-sql';
import {
  type BarSource,
  type Calendars,
  type Landing,
  RequestError,
  type SplitStore,
  type Warehouse,
} from '@tickerlake/pipeline';
import { actualCost, openAwsLake, type RunHistory } from '@tickerlake/pipeline/aws';
import { createLocalLanding, createLocalWarehouse, type StorePaths, storePaths } from '@tickerlake/pipeline/local';
import { type LakePlace, openTrinoLake } from '@tickerlake/pipeline/trino';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { CommandContext } from './command-context.ts';
import { storeOf } from './create-source.ts';
import type { Settings } from './settings.ts';

/** Where a run lands, builds and publishes. */
export interface Target {
  /** This machine's folder: the journal and the run lock, and for the local target everything else too. */
  readonly paths: StorePaths;
  /** What people call it: a folder, or an engine with a database. */
  readonly name: string;
  readonly landing: Landing;
  readonly warehouse: Warehouse;
  /** Of a lake: what runs did, for its readers. This machine has its journal. */
  readonly history?: RunHistory;
  /** Of a lake: which splits are known. This machine has a file. */
  readonly splits?: SplitStore;
  /** The published tables on a lake's own engine; null for this machine, where each release is opened on its own. */
  readonly db: Kysely<Tables> | null;
  /** On Athena: the queries that ended, as it bills them. */
  readonly queries?: readonly QueryStatistics[];
  /** Of a lake: what its queries have cost up to now, in dollars; a Trino of one's own costs none. */
  readonly spent?: () => number;
  close(): Promise<void>;
}

/**
 * Opens the target that the settings name, for the bars of one source: simulated and real ones never mix. The clients of AWS
 * are loaded when they are used.
 *
 * @throws {RequestError} when a lake is asked for and the configuration does not say where it lies.
 * @example
 * const { landing, warehouse, close } = await openTarget(settings, 'replay', calendars, context);
 */
export async function openTarget(
  settings: Settings,
  source: BarSource['name'],
  calendars: Calendars,
  context: CommandContext,
): Promise<Target> {
  if (settings.target === 'local') {
    const paths = storeOf(settings, source);
    const warehouse = createLocalWarehouse(paths, calendars, {
      memoryLimit: settings.config.memoryLimit,
      signal: context.signal,
    });
    return {
      paths,
      name: paths.root,
      landing: createLocalLanding(paths, calendars),
      warehouse,
      db: null,
      close: () => warehouse.close(),
    };
  }
  const { trino, athena } = settings.config.lake;
  const { place, clients } = await openPlace(settings, source, calendars, context);
  const paths = storePaths(join(settings.dataDir, settings.target, source));
  const close = async (): Promise<void> => clients.forEach((client) => client.destroy());
  const { signal } = context;
  if (settings.target === 'trino') {
    return {
      ...openTrinoLake({ ...trino, fetch, signal }, place),
      paths,
      name: `${place.database} on Trino`,
      spent: () => 0,
      close,
    };
  }
  const { Athena } = await import('@aws-sdk/client-athena');
  const client = new Athena(toAccess(settings));
  clients.push(client);
  const { workGroup, outputLocation } = athena;
  const queries: QueryStatistics[] = [];
  const lake = openAwsLake(
    {
      athena: client,
      workGroup,
      ...(outputLocation !== undefined && { outputLocation }),
      signal,
      onStatistics: (query) => void queries.push(query),
    },
    place,
  );
  return {
    ...lake,
    paths,
    name: `${place.database} on Athena`,
    queries,
    spent: () => actualCost({ queries, receipts: [] }).dollars,
    close,
  };
}

async function openPlace(
  settings: Settings,
  source: BarSource['name'],
  calendars: Calendars,
  { clock, typed }: CommandContext,
): Promise<{ place: LakePlace; clients: { destroy(): void }[] }> {
  const { location, database, s3Endpoint } = settings.config.lake;
  if (location === undefined)
    throw new RequestError(
      `Target ${settings.target} needs a folder in S3: set "lake": { "location": "s3://bucket/folder/" } in tickerlake.config.json.`,
    );
  const [{ Glue }, { S3 }] = await Promise.all([import('@aws-sdk/client-glue'), import('@aws-sdk/client-s3')]);
  const glue = new Glue(toAccess(settings));
  const s3 = new S3({
    ...toAccess(settings),
    ...(s3Endpoint !== undefined && { endpoint: s3Endpoint, forcePathStyle: true }),
  });
  const place = {
    glue,
    s3,
    location: `${location}${source}/`,
    database: `${database}_${source}`,
    calendars,
    clock,
    random: Math.random,
    holder: typed,
  };
  return { place, clients: [glue, s3] };
}

/** Credentials come from where the AWS SDK looks for them: the environment, profiles, the machine's role. */
function toAccess({ config }: Settings): { region?: string; endpoint?: string } {
  const { region, endpoint } = config.lake;
  return { ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }) };
}

/**
 * Makes sure that there is something to change: a release, damaged or not.
 *
 * @throws {RequestError} when nothing is published yet.
 * @example
 * await assertPublished(target);
 */
export async function assertPublished({ warehouse, name }: Target): Promise<void> {
  const [readable, unreadable] = await Promise.all([warehouse.releases(), warehouse.unreadableReleases()]);
  if (readable.length + unreadable.length > 0) return;
  throw new RequestError(`Nothing is published in ${name} yet: run "tickerlake run" first.`);
}
