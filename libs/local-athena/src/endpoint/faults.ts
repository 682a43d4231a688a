import * as z from 'zod';
import { EngineFailure } from '../engine/engine-failure.ts';
import type { AthenaErrorFacts } from '../engine/to-athena-error.ts';
import { ApiError, invalidRequest } from './api-error.ts';

const common = { times: z.int().positive().default(1), about: z.string().default('') };
const call = { action: z.string().default('StartQueryExecution') };

const faultSchema = z.discriminatedUnion('kind', [
  /** The call does nothing and is told to slow down. */
  z.object({ kind: z.literal('throttle'), ...call, ...common }),
  /** The call is done, and then its answer is lost: the connection is closed. */
  z.object({ kind: z.literal('lose-answer'), ...call, ...common }),
  /** The call is done, and then answered with 500. */
  z.object({ kind: z.literal('answer-500'), ...call, ...common }),
  /** The query waits in the queue for so long. */
  z.object({ kind: z.literal('slow-queue'), queueMs: z.int().positive(), ...common }),
  /** The query fails: before it runs, or after it has done all its work. */
  z.object({
    kind: z.literal('fail'),
    when: z.enum(['before', 'after']).default('before'),
    category: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    errorType: z.int().default(100),
    retryable: z.boolean().default(false),
    reason: z.string().default('GENERIC_INTERNAL_ERROR: an injected fault'),
    ...common,
  }),
  /** The query may scan so many bytes, whatever its workgroup says. */
  z.object({ kind: z.literal('cut-off'), bytes: z.int().nonnegative(), ...common }),
]);

/**
 * How next calls or queries go wrong, so many `times`, where the call's input or the query's SQL holds `about`.
 */
export type AthenaFault = z.output<typeof faultSchema>;

/** A failure that was asked for. */
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

/** Faults that are waiting for their occasion. */
export interface FaultList {
  /** Sets an owner's faults from JSON, in place of its own before: tests that run side by side leave each other's alone. */
  set(json: string, owner?: string): void;
  clear(): void;
  /** The next fault of one of these kinds for this call or query, counted as used; undefined when there is none. */
  take<Kind extends AthenaFault['kind']>(
    kinds: readonly Kind[],
    text: string,
    action?: string,
  ): Extract<AthenaFault, { kind: Kind }> | undefined;
}

/**
 * An empty list of faults.
 *
 * @throws {ApiError} by `set`, when the text is no list of faults.
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
 * The answer of a call that is throttled.
 *
 * @example
 * throw tooManyRequests();
 */
export const tooManyRequests = (): ApiError =>
  new ApiError('TooManyRequestsException', 'Rate exceeded', { Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED' });
