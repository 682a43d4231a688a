/** What makes two executions the same one. */
export interface ExecutionKey {
  readonly runKey: string;
  /** From 1; a new attempt is a new execution. */
  readonly attempt: number;
  readonly statement: string;
  /** Everything else that is sent with it: Athena refuses a known token with other parameters. */
  readonly context: readonly (string | number | null)[];
}

/**
 * Athena's `ClientRequestToken` (32 to 128 characters) for an execution: SHA-256 of its key as 64 hexadecimal digits. A
 * process that starts the same execution again, after a lost answer or a crash, gets the id of the one that exists.
 *
 * @example
 * const token = await toRequestToken({ runKey: '01J9/stage', attempt: 1, statement: 'select 1', context: ['primary'] });
 */
export async function toRequestToken(key: ExecutionKey): Promise<string> {
  const text = JSON.stringify([key.runKey, key.attempt, key.statement, key.context]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
