/** One problem in data: where (`results[17].v`) and what is wrong. Never contains the value. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** How many issues an error carries; 50,000 bad bars do not need 50,000 messages. */
export const maxIssues = 20;

/**
 * A zod path as text: `['results', 17, 'v']` is `results[17].v`.
 *
 * @example
 * toIssuePath(['results', 17, 'v']);
 */
export function toIssuePath(keys: readonly PropertyKey[]): string {
  return keys
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

/** The first issues as text for a message. */
export function summariseIssues(issues: readonly Issue[]): string {
  const shown = issues
    .slice(0, 3)
    .map((issue) => (issue.path === '' ? issue.message : `${issue.path}: ${issue.message}`));
  return `${shown.join('; ')}${issues.length > shown.length ? '; ...' : ''}`;
}
