import type { Caller, DoubleState } from './double-state.ts';

/** A call as received by the double. */
export interface DoubleCall {
  readonly state: DoubleState;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A response of the double. */
export interface DoubleAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One route of Grafana's API. `:x` in the path is a parameter. */
export interface DoubleRoute {
  readonly method: string;
  readonly path: string;
  /** The minimum role; null if no token is needed. */
  readonly role: Caller['role'] | null;
  /** The oldest and newest major version that has it. */
  readonly since?: number;
  readonly until?: number;
  readonly handle: (call: DoubleCall) => DoubleAnswer;
}

/** A successful response. @example ok({ id: 1 }); */
export const ok = (body: unknown): DoubleAnswer => ({ status: 200, body });

/**
 * An error response in the form of the legacy routes. @example refuse(412, 'The dashboard has been changed by someone
 * else', 'version-mismatch');
 */
export const refuse = (status: number, message: string, reason?: string): DoubleAnswer => ({
  status,
  body: { message, ...(reason === undefined ? {} : { status: reason }) },
});

/**
 * An error response in the form of `/apis`, a Kubernetes Status. @example refuseResource(409, 'Conflict', 'the object
 * has been modified');
 */
export const refuseResource = (code: number, reason: string, message: string): DoubleAnswer => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code },
});

const ranks = { Viewer: 1, Editor: 2, Admin: 3 } as const;

/** Whether a role includes another role. @example isAtLeast('Admin', 'Editor'); // true */
export const isAtLeast = (role: Caller['role'], needed: Caller['role']): boolean => ranks[role] >= ranks[needed];

/**
 * The parameters of a path, or null if it belongs to another route.
 *
 * @example
 * matchPath('/api/folders/:uid', '/api/folders/a'); // { uid: 'a' }
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = text;
    else if (part !== text) return null;
  }
  return params;
}
