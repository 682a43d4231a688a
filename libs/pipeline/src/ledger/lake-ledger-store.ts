import type { LedgerStore } from '../ports/ledger-store.ts';
import { openJsonObject } from '../storage/objects/json-object.ts';
import { ledgerKey } from '../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../storage/objects/object-store.ts';
import { knownGapsSchema } from '../values/remembered-gap.ts';

/**
 * The remembered gaps of a lake: one object.
 *
 * @throws {StoreError} from `open` when the object is damaged, from `replace` when another run replaced it meanwhile.
 * @example
 * const { known } = await createLakeLedgerStore(objects).open();
 */
export const createLakeLedgerStore = (objects: Pick<ObjectStore, 'location' | 'read' | 'write'>): LedgerStore => ({
  open: () => openJsonObject(objects, ledgerKey, knownGapsSchema),
});
