import type { IncomingMessage } from 'node:http';

/**
 * A request's body as text; null when it is larger than it may be. Never buffers more than that, regardless of the
 * headers: a chunked body has no length.
 *
 * @throws the connection's error when it breaks off.
 * @example
 * const body = await readBody(request, 2_097_152);
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // Keeps the connection open so that the refusal can be sent.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
