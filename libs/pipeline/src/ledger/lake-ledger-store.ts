import type { LedgerStore } from '../ports/ledger-store.ts';
import { ledgerKey } from '../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../storage/objects/object-store.ts';
import { parseObject } from '../storage/objects/parse-object.ts';
import { StoreError } from '../values/errors.ts';
import { knownGapsSchema } from '../values/remembered-gap.ts';

/**
 * The remembered gaps of a lake: one object.
 *
 * @throws {StoreError} from `open` when the object is damaged, from `replace` when another run replaced it meanwhile.
 * @example
 * const { known } = await createLakeLedgerStore(objects).open();
 */
export const createLakeLedgerStore = (objects: Pick<ObjectStore, 'location' | 'read' | 'write'>): LedgerStore => ({
  async open() {
    const path = `${objects.location}${ledgerKey}`;
    const stored = await objects.read(ledgerKey);
    return {
      known: stored === null ? null : parseObject(knownGapsSchema, stored, path),
      async replace(next) {
        const condition = stored === null ? 'absent' : { etag: stored.etag };
        if ((await objects.write(ledgerKey, JSON.stringify(next), condition)) === null)
          throw new StoreError(`${path} was replaced by another run in this moment: run again. Nothing was changed.`, {
            path,
            transient: true,
          });
      },
    };
  },
});
