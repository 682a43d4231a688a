import type { MetadataCatalog } from '../catalog/metadata-catalog.ts';
import type { QueryEngine } from '../engine/query-engine.ts';
import type { ResultBudget } from '../results/result-budget.ts';
import type { ResultFolder } from '../results/result-folder.ts';
import type { ResultObjects } from '../results/result-objects.ts';
import type { FaultList } from '../api/faults.ts';
import type { ResultStore } from './result-store.ts';

/** The dependencies of a running query. */
export interface ExecutionTools {
  readonly engine: QueryEngine;
  readonly catalog: MetadataCatalog;
  readonly results: ResultStore | null;
  /** Where result files go without `results`. */
  readonly objects: ResultObjects | null;
  readonly faults: FaultList;
  readonly now: () => Date;
  /** Runs work when the engine has a free slot; rejects when the signal aborts first. */
  readonly inTurn: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  readonly folder: ResultFolder;
  readonly budget: ResultBudget;
  /** Time limit of a query, not counting time in the queue. */
  readonly statementTimeoutMs: number;
}
