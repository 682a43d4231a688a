import { type JsonFile, openJsonFile } from '../../storage/files/json-file.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { type AcceptedObservation, acceptedRepair, acceptedSchema } from '../../values/accepted-observation.ts';

/**
 * The accepted observations of a store: one JSON file.
 *
 * @throws {StoreError} when the file is damaged.
 * @example
 * const { known } = await openAcceptedFile(storePaths('.tickerlake/polygon'));
 */
export const openAcceptedFile = ({
  accepted,
}: Pick<StorePaths, 'accepted'>): Promise<JsonFile<readonly AcceptedObservation[]>> =>
  openJsonFile<readonly AcceptedObservation[]>(accepted, acceptedSchema, 'accepted observations', acceptedRepair);
