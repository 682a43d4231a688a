import type { LedgerStore } from '../ports/ledger-store.ts';
import { openJsonFile } from '../storage/files/json-file.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import { knownGapsSchema } from '../values/remembered-gap.ts';

/**
 * The remembered gaps of a store on this machine: one JSON file.
 *
 * @throws {StoreError} from `open`, when the file is damaged.
 * @example
 * const { known } = await createLocalLedgerStore(storePaths('.tickerlake/polygon')).open();
 */
export const createLocalLedgerStore = ({ ledger }: Pick<StorePaths, 'ledger'>): LedgerStore => ({
  open: () => openJsonFile(ledger, knownGapsSchema, 'gaps'),
});
