import * as z from 'zod';
import { EngineFailure } from '../engine/engine-failure.ts';
import type { AthenaErrorFacts } from '../engine/to-athena-error.ts';
import { ApiError, invalidRequest } from './api-error.ts';

const common = { times: z.int().positive().default(1), about: z.string().default('') };
const call = { action: z.string().default('StartQueryExecution') };

const faultSchema = z.discriminatedUnion('kind', [
  /** The call does nothing and is throttled. */
  z.object({ kind: z.literal('throttle'), ...call, ...common }),
  /** The call is performed, then its response is lost: the connection is closed. */
  z.object({ kind: z.literal('lose-answer'), ...call, ...common }),
  /** The call is performed, then returns 500. */
  z.object({ kind: z.literal('answer-500'), ...call, ...common }),
  /** The query stays queued for this long. */
  z.object({ kind: z.literal('slow-queue'), queueMs: z.int().positive(), ...common }),
  /** The query fails: before it runs, or after all its work is done. */
  z.object({
    kind: z.literal('fail'),
    when: z.enum(['before', 'after']).default('before'),
    category: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    errorType: z.int().default(100),
    retryable: z.boolean().default(false),
    reason: z.string().default('GENERIC_INTERNAL_ERROR: an injected fault'),
    ...common,
  }),
  /** The query's scan limit in bytes, overriding its workgroup's. */
  z.object({ kind: z.literal('cut-off'), bytes: z.int().nonnegative(), ...common }),
]);

/**
 * How the next calls or queries fail, `times` times, when the call's input or the query's SQL contains `about`.
 */
export type AthenaFault = z.output<typeof faultSchema>;

/** An injected failure. */
export class InjectedFailure extends EngineFailure {
  readonly facts: AthenaErrorFacts;

  constructor(fault: Extract<AthenaFault, { kind: 'fail' }>) {
    const [errorName = '', ...rest] = fault.reason.split(': ');
    super(errorName, 'EXTERNAL', rest.join(': '), { transient: fault.retryable });
    this.facts = {
      ErrorCategory: fault.category,
      ErrorType: fault.errorType,
      Retryable: fault.retryable,
      ErrorMessage: fault.reason,
    };
  }
}

/** The pending faults. */
export interface FaultList {
  /** Replaces an owner's faults, given as JSON; parallel tests do not affect each other. */
  set(json: string, owner?: string): void;
  clear(): void;
  /** Takes the next fault of one of these kinds for this call or query; undefined when there is none. */
  take<Kind extends AthenaFault['kind']>(
    kinds: readonly Kind[],
    text: string,
    action?: string,
  ): Extract<AthenaFault, { kind: Kind }> | undefined;
}

/**
 * Creates an empty list of faults.
 *
 * `set` throws {@link ApiError} when the text is not a list of faults.
 * @example
 * const faults = createFaultList();
 * faults.set('[{ "kind": "fail", "category": 1, "about": "hourly", "times": 2 }]');
 */
export function createFaultList(): FaultList {
  let waiting: (AthenaFault & { left: number; readonly owner: string })[] = [];
  return {
    set(json, owner = '') {
      const own = parseFaults(json).map((fault) => ({ ...fault, left: fault.times, owner }));
      waiting = [...waiting.filter((fault) => fault.owner !== owner), ...own];
    },
    clear() {
      waiting = [];
    },
    take(kinds, text, action) {
      const isMeant = (fault: AthenaFault): fault is Extract<AthenaFault, { kind: (typeof kinds)[number] }> =>
        (kinds as readonly string[]).includes(fault.kind) &&
        text.includes(fault.about) &&
        (!('action' in fault) || fault.action === action);
      for (const fault of waiting) {
        if (fault.left === 0 || !isMeant(fault)) continue;
        fault.left -= 1;
        return fault;
      }
      return undefined;
    },
  };
}

function parseFaults(json: string): AthenaFault[] {
  try {
    return z.array(faultSchema).parse(JSON.parse(json));
  } catch (cause) {
    throw invalidRequest(
      `That is not a list of faults: ${cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)}`,
    );
  }
}

/**
 * The error of a throttled call.
 *
 * @example
 * throw tooManyRequests();
 */
export const tooManyRequests = (): ApiError =>
  new ApiError('TooManyRequestsException', 'Rate exceeded', { Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED' });
