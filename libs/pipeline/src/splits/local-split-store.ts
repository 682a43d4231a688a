import type { SplitStore } from '../ports/split-store.ts';
import { openJsonFile } from '../storage/files/json-file.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import { knownSplitsSchema } from './known-splits.ts';

/**
 * The splits of a store on this machine: one file, replaced whole. Only the holder of the run lock replaces it.
 *
 * @throws {StoreError} from `open`, when the file is damaged.
 * @example
 * const { known } = await createLocalSplitStore(storePaths('.tickerlake/polygon')).open();
 */
export const createLocalSplitStore = ({ splits }: Pick<StorePaths, 'splits'>): SplitStore => ({
  open: () => openJsonFile(splits, knownSplitsSchema, 'splits'),
});
