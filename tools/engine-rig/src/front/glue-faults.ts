import { RigError } from '../errors.ts';

/**
 * How the next calls of an action fail: `refuse` does nothing and throttles; the other two perform the call and then
 * lose the response, by closing the connection or returning 500. `forgive-repeated` is the opposite of a fault: a stale
 * update counts as done when the table already has its `metadata_location`.
 */
export interface GlueFault {
  readonly action: string;
  readonly kind: 'refuse' | 'lose-answer' | 'answer-500' | 'forgive-repeated';
  /** Only calls whose body contains this text, for example a table's name. */
  readonly about: string;
  times: number;
}

const kinds: readonly unknown[] = ['refuse', 'lose-answer', 'answer-500', 'forgive-repeated'];

/**
 * Parses the faults that a test sends to `/rig/faults`.
 *
 * @throws {RigError} When the text is not a list of faults.
 *
 * @example
 * parseFaults('[{"action":"UpdateTable","kind":"lose-answer","about":"prod","times":1}]');
 */
export function parseFaults(json: string): GlueFault[] {
  const list: unknown = JSON.parse(json);
  if (Array.isArray(list) && list.every(isFault)) return list;
  throw new RigError(
    `${json.slice(0, 200)} is not a list of faults {action, kind, about, times}, kind one of ${kinds.join(', ')}.`,
  );
}

function isFault(value: unknown): value is GlueFault {
  if (typeof value !== 'object' || value === null) return false;
  const { action, kind, about, times } = value as Partial<Record<keyof GlueFault, unknown>>;
  return typeof action === 'string' && kinds.includes(kind) && typeof about === 'string' && typeof times === 'number';
}
