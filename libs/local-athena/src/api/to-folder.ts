import { invalidRequest } from './api-error.ts';

/**
 * Normalizes an output location: a folder in S3 that ends in `/`; null when none is given.
 *
 * @throws {ApiError} when it is not a location in S3.
 * @example
 * toFolder('s3://lake/results'); // 's3://lake/results/'
 */
export function toFolder(location: string | undefined): string | null {
  if (location === undefined || location === '') return null;
  if (!/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/.test(location))
    throw invalidRequest(
      `The S3 location provided to save your query results is invalid: ${location}. Use s3://bucket/folder/.`,
    );
  return location.endsWith('/') ? location : `${location}/`;
}
