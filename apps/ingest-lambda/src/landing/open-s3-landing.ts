import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createObjectStore, landChunk, type S3Api } from '@tickerlake/pipeline/s3-landing';
import type { LandChunk } from '../land-chunk.ts';
import type { LandingTools } from './landing-tools.ts';

/**
 * Lands rows directly in the lake: they are in S3 when the receipt is returned.
 *
 * @param location `s3://bucket/folder/`.
 * @throws {StoreError} for a malformed location, and from its calls when S3 rejects an object.
 * @example
 * const landChunk = openS3Landing('s3://lake/tickerlake/', tools);
 */
export function openS3Landing(location: string, { calendars, settings }: LandingTools): LandChunk {
  // The address of a double on loopback has no bucket name.
  const client = new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
  const s3: S3Api = {
    putObject: (input) => client.send(new PutObjectCommand(input)),
    getObject: (input) => client.send(new GetObjectCommand(input)),
    listObjectsV2: (input) => client.send(new ListObjectsV2Command(input)),
    deleteObjects: (input) => client.send(new DeleteObjectsCommand(input)),
  };
  const objects = createObjectStore(s3, location);
  return (run, chunk, pages) => landChunk(run, chunk, pages, { calendars, objects });
}
