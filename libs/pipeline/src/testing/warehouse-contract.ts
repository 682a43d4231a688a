import { buildCases } from './contract/build-cases.ts';
import type { WarehouseCase } from './contract/contract-case.ts';
import { ledgerCases } from './contract/ledger-cases.ts';
import { interruptionCases } from './contract/interruption-cases.ts';
import { releaseCases } from './contract/release-cases.ts';
import { ruleCases } from './contract/rule-cases.ts';

/**
 * What every `Warehouse` guarantees, as cases that each adapter must pass on an empty store.
 *
 * @example
 * test.each(warehouseContract)('$name', async ({ holds }) => { const store = await createStore(); const { warehouse } = await store.open(); await holds(store, warehouse); });
 */
export const warehouseContract: readonly WarehouseCase[] = [
  ...buildCases,
  ...releaseCases,
  ...interruptionCases,
  ...ruleCases,
  ...ledgerCases,
];
