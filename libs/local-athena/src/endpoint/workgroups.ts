import * as z from 'zod';
import { invalidRequest } from '../api/api-error.ts';
import { toFolder } from '../api/to-folder.ts';

/** Athena's smallest `BytesScannedCutoffPerQuery`: 10 MB. */
const minCutoffBytes = 10_000_000;

const configurationSchema = z.object({
  ResultConfiguration: z.object({ OutputLocation: z.string().optional() }).loose().optional(),
  EnforceWorkGroupConfiguration: z.boolean().optional(),
  PublishCloudWatchMetricsEnabled: z.boolean().optional(),
  BytesScannedCutoffPerQuery: z.int().optional(),
  RequesterPaysEnabled: z.boolean().optional(),
});
const updatesSchema = configurationSchema.omit({ ResultConfiguration: true }).extend({
  RemoveBytesScannedCutoffPerQuery: z.boolean().optional(),
  ResultConfigurationUpdates: z
    .object({ OutputLocation: z.string().optional(), RemoveOutputLocation: z.boolean().optional() })
    .optional(),
});
const createSchema = z.object({
  Name: z.string().regex(/^[a-zA-Z0-9._-]{1,128}$/),
  Description: z.string().default(''),
  Configuration: configurationSchema.default({}),
});
const updateSchema = z.object({
  WorkGroup: z.string(),
  Description: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
  ConfigurationUpdates: updatesSchema.default({}),
});

/** The settings of a workgroup that have an effect here. */
export interface WorkGroup {
  readonly name: string;
  readonly description: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly createdAt: Date;
  readonly outputLocation: string | null;
  /** Whether its output location overrides a query's. */
  readonly isEnforced: boolean;
  readonly cutoffBytes: number | null;
}

/** The workgroups of an endpoint. */
export interface WorkGroups {
  /** @throws {ApiError} when the name is unknown. */
  get(name: string): WorkGroup;
  list(): readonly WorkGroup[];
  create(input: unknown): void;
  update(input: unknown): void;
  remove(name: string): void;
  reset(): void;
}

/**
 * Creates the workgroups; `primary` always exists, and `files` where one has a location. A created workgroup enforces its
 * configuration by default.
 *
 * @param filesLocation where the results of `files` go; null when there is no such workgroup.
 * @throws {ApiError} by its calls, with Athena's message.
 * @example
 * createWorkGroups(() => new Date(0), null).get('primary').isEnforced; // false
 */
export function createWorkGroups(now: () => Date, filesLocation: string | null): WorkGroups {
  const groups = new Map<string, WorkGroup>();
  const reset = (): void => {
    groups.clear();
    const add = (name: string, description: string, outputLocation: string | null): void =>
      void groups.set(name, {
        ...{ name, description, outputLocation, state: 'ENABLED', createdAt: now() },
        ...{ isEnforced: false, cutoffBytes: null },
      });
    add('primary', '', null);
    if (filesLocation !== null) add('files', 'For clients that read results from S3', filesLocation);
  };
  const get = (name: string): WorkGroup => {
    const found = groups.get(name);
    if (found === undefined) throw invalidRequest(`WorkGroup ${name} is not found.`);
    return found;
  };
  reset();
  return {
    get,
    reset,
    list: () => [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    create(input) {
      const { Name: name, Description: description, Configuration: asked } = createSchema.parse(input);
      if (groups.has(name)) throw invalidRequest('WorkGroup is already created');
      const outputLocation = toFolder(asked.ResultConfiguration?.OutputLocation);
      groups.set(name, {
        name,
        description,
        state: 'ENABLED',
        createdAt: now(),
        outputLocation,
        isEnforced: asked.EnforceWorkGroupConfiguration ?? true,
        cutoffBytes: toCutoff(asked.BytesScannedCutoffPerQuery),
      });
    },
    update(input) {
      const {
        WorkGroup: name,
        Description: description,
        State: state,
        ConfigurationUpdates: asked,
      } = updateSchema.parse(input);
      const before = get(name);
      const result = asked.ResultConfigurationUpdates;
      const cutoffBytes =
        asked.RemoveBytesScannedCutoffPerQuery === true
          ? null
          : (toCutoff(asked.BytesScannedCutoffPerQuery) ?? before.cutoffBytes);
      const outputLocation =
        result?.RemoveOutputLocation === true ? null : (toFolder(result?.OutputLocation) ?? before.outputLocation);
      const isEnforced = asked.EnforceWorkGroupConfiguration ?? before.isEnforced;
      groups.set(name, {
        ...before,
        description: description ?? before.description,
        state: state ?? before.state,
        cutoffBytes,
        outputLocation,
        isEnforced,
      });
    },
    remove(name) {
      get(name);
      if (name === 'primary') throw invalidRequest('The primary WorkGroup cannot be deleted.');
      groups.delete(name);
    },
  };
}

function toCutoff(bytes: number | undefined): number | null {
  if (bytes !== undefined && bytes < minCutoffBytes)
    throw invalidRequest(`BytesScannedCutoffPerQuery must be at least ${minCutoffBytes} bytes, not ${bytes}.`);
  return bytes ?? null;
}
