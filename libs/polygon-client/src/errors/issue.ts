/** One thing that is wrong with data: where (`results[17].v`) and what. Never the value itself. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** How many issues an error carries; a page of 50,000 bad bars needs no 50,000 messages. */
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

/** The first issues, as part of a message. */
export function summariseIssues(issues: readonly Issue[]): string {
  const shown = issues
    .slice(0, 3)
    .map((issue) => (issue.path === '' ? issue.message : `${issue.path}: ${issue.message}`));
  return `${shown.join('; ')}${issues.length > shown.length ? '; ...' : ''}`;
}
