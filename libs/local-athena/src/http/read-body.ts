import type { IncomingMessage } from 'node:http';

/**
 * A request's body as text; null when it is larger than it may be. No more than that is ever held, whatever the headers say: a chunked
 * body has no length.
 *
 * @throws the connection's error when it breaks off.
 * @example
 * const body = await readBody(request, 2_097_152);
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // The connection stays open, or the refusal could not be sent.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
