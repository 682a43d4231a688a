import type { MetadataCatalog } from '../catalog/metadata-catalog.ts';
import type { Executions } from './executions.ts';
import type { ResultStore } from './result-store.ts';
import type { WorkGroups } from './workgroups.ts';

/** What the calls of the API work on. */
export interface EndpointState {
  readonly executions: Executions;
  readonly workGroups: WorkGroups;
  readonly catalog: MetadataCatalog;
  readonly results: ResultStore | null;
  readonly defaultDatabase: string;
  readonly now: () => Date;
}

/** One call of the API: its input is checked by the action itself, which throws ApiError or ZodError. */
export type EndpointAction = (input: unknown, state: EndpointState) => object | Promise<object>;
