export { createMemoryObjects } from '../run/lake/testing/memory-objects.ts';
export { type ContractStore, type PublishedRow } from './contract-store.ts';
export { plantPastRuns } from './plant-past-runs.ts';
export {
  createSyntheticSource,
  type SyntheticCorrection,
  type SyntheticOptions,
  syntheticBars,
} from './synthetic-source.ts';
export { type PlantedBars, type SourceCase, sourceContract, type SourceUnderTest } from './source-contract.ts';
export { type PublishedCase, publishedContract } from './published-contract.ts';
export type { WarehouseCase } from './contract/contract-case.ts';
export { warehouseContract } from './warehouse-contract.ts';
