import { marker } from './comment.mjs';

/**
 * Where a comment goes.
 *
 * @typedef {object} PullRequest
 * @property {string} api `https://api.github.com`.
 * @property {string} repository `owner/name`.
 * @property {number} number
 * @property {string} token
 */

/**
 * Writes the comment on a pull request, in place of the action's earlier one.
 *
 * @example
 * await sendComment(pullRequest, '<!-- tickerlake -->');
 *
 * @param {PullRequest} pullRequest
 * @param {string} body
 * @returns {Promise<boolean>} Whether it was written: a pull request from a fork gives the job no right to.
 * @throws {Error} For any other refusal, with its status.
 */
export async function sendComment({ api, repository, number, token }, body) {
  const issues = `${api}/repos/${repository}/issues`;
  const own = await findOwn(`${issues}/${number}/comments`, token);
  const response = await (own === undefined
    ? request('POST', `${issues}/${number}/comments`, token, body)
    : request('PATCH', `${issues}/comments/${own}`, token, body));
  if (response.status === 403) return false;
  if (!response.ok)
    throw new Error(`GitHub refused the comment on ${repository}#${number}: status ${response.status}.`);
  return true;
}

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<number | undefined>}
 */
async function findOwn(url, token) {
  for (let page = 1; ; page += 1) {
    const response = await request('GET', `${url}?per_page=100&page=${page}`, token);
    if (!response.ok) return undefined;
    const comments = /** @type {{ id: number, body?: string }[]} */ (await response.json());
    const own = comments.find(({ body }) => body?.startsWith(marker));
    if (own !== undefined || comments.length < 100) return own?.id;
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {string} token
 * @param {string} [body]
 */
const request = (method, url, token, body) =>
  fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
    ...(body !== undefined && { body: JSON.stringify({ body }) }),
  });
