import type { MetadataCatalog } from '../catalog/metadata-catalog.ts';
import type { Executions } from '../executions/executions.ts';
import type { ResultStore } from '../executions/result-store.ts';
import type { WorkGroups } from './workgroups.ts';

/** The state shared by all API calls. */
export interface EndpointState {
  readonly executions: Executions;
  readonly workGroups: WorkGroups;
  readonly catalog: MetadataCatalog;
  readonly results: ResultStore | null;
  readonly defaultDatabase: string;
  readonly now: () => Date;
}

/** One API action. It validates its input itself and throws ApiError or ZodError. */
export type EndpointAction = (input: unknown, state: EndpointState) => object | Promise<object>;
