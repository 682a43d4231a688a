import type { FilePort } from '@tickerlake/data-quality';
import { createS3Files } from '@tickerlake/pipeline/aws';
import type { Settings } from './settings.ts';
import { openS3 } from './targets/lake-place.ts';

/**
 * The objects of S3 for rules about files, with the region, endpoint and credentials of a lake.
 *
 * @example
 * const files = openS3Files(settings);
 */
export const openS3Files = (settings: Settings): FilePort => createS3Files(openS3(settings));
