import type { QualityMemory } from '../../ports/quality-memory.ts';
import { openJsonObject } from '../../storage/objects/json-object.ts';
import { acceptedKey } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { type AcceptedObservation, acceptedSchema } from '../../values/accepted-observation.ts';
import { readRecordedRules } from './read-recorded-rules.ts';

/**
 * What the checks of a lake's runs found, from the files of its history, without a query.
 *
 * @throws {StoreError} by its calls, when an object is damaged.
 * @example
 * const [newest] = await createLakeQualityMemory(objects).runs();
 */
export const createLakeQualityMemory = (
  objects: Pick<ObjectStore, 'location' | 'read' | 'write' | 'list'>,
): QualityMemory => ({
  async runs() {
    const newest = new Map(
      (await readRecordedRules(objects)).toReversed().map(({ runId, checkedAt }) => [runId, { runId, checkedAt }]),
    );
    return [...newest.values()].toReversed();
  },
  async rules(runId) {
    const rules = (await readRecordedRules(objects)).filter((rule) => rule.runId === runId);
    return rules.toSorted((one, other) => (`${one.dataset} ${one.rule}` < `${other.dataset} ${other.rule}` ? -1 : 1));
  },
  openAccepted: () => openJsonObject<readonly AcceptedObservation[]>(objects, acceptedKey, acceptedSchema),
});
