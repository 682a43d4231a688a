import { join } from 'node:path';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { RequestError } from '@tickerlake/pipeline';
import { type StorePaths, storePaths } from '@tickerlake/pipeline/local';
import type { LakeOptions } from '@tickerlake/pipeline/trino';
import type { Settings } from '../settings.ts';
import type { TargetTools } from './target.ts';

/** A lake's place in S3 and Glue, and the folder of its runs on this machine. */
export interface OpenLakePlace {
  readonly place: LakeOptions;
  readonly paths: StorePaths;
  /** Ends the clients of S3 and Glue. */
  destroy(): void;
}

/**
 * Where a source's lake is.
 *
 * @throws {RequestError} when the configuration names no folder in S3.
 * @example
 * const { place, destroy } = openLakePlace(settings, tools);
 */
export function openLakePlace(settings: Settings, { source, calendars, context }: TargetTools): OpenLakePlace {
  const { location, database } = settings.config.lake;
  if (location === undefined)
    throw new RequestError(
      `Target ${settings.target} needs a folder in S3: set "lake": { "location": "s3://bucket/folder/" } in tickerlake.config.json.`,
    );
  const glue = new Glue(awsAccess(settings));
  const s3 = openS3(settings);
  return {
    place: {
      glue,
      s3,
      location: `${location}${source}/`,
      database: `${database}_${source}`,
      calendars,
      clock: context.clock,
      random: Math.random,
      holder: context.typed,
    },
    paths: storePaths(join(settings.dataDir, settings.target, source)),
    destroy() {
      glue.destroy();
      s3.destroy();
    },
  };
}

/**
 * A client of S3, at the endpoint of the configuration.
 *
 * @example
 * const s3 = openS3(settings);
 */
export function openS3(settings: Settings): S3 {
  const { s3Endpoint } = settings.config.lake;
  return new S3({
    ...awsAccess(settings),
    ...(s3Endpoint !== undefined && { endpoint: s3Endpoint, forcePathStyle: true }),
  });
}

/**
 * Region and endpoint for a client of AWS. Credentials come from where the SDK looks for them: the environment, profiles, the machine's
 * role.
 *
 * @example
 * const athena = new Athena(awsAccess(settings));
 */
export function awsAccess({ config }: Settings): { region?: string; endpoint?: string } {
  const { region, endpoint } = config.lake;
  return { ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }) };
}
