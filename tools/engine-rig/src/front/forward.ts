import type { Answer, Asked } from './front-request.ts';

/**
 * Forwards a request unchanged.
 *
 * @throws {TypeError} When the target does not respond.
 *
 * @example
 * const { status } = await forward('http://127.0.0.1:5000', { method: 'GET', path: '/', headers: {}, body: Buffer.alloc(0) });
 */
export async function forward(url: string, { method, path, headers, body }: Asked): Promise<Answer> {
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const response = await fetch(`${url}${path}`, {
    method,
    headers,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}
