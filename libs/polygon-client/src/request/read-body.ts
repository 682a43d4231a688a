/** A body as bytes, and whether it was longer than allowed. */
export interface BodyBytes {
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

/**
 * Reads at most a number of bytes of a body: the rest is never held in memory.
 *
 * @param room where to put the bytes; a larger one is made when they do not fit.
 * @throws what the stream throws when the connection breaks.
 * @example
 * const { bytes, isCut } = await readBody(response, 65_536);
 */
export async function readBody(
  response: Response,
  maxBytes: number,
  room: Uint8Array = new Uint8Array(),
): Promise<BodyBytes> {
  const reader = response.body?.getReader();
  let length = 0;
  while (length <= maxBytes) {
    const part = (await reader?.read())?.value;
    if (part === undefined) break;
    const start = length;
    length += part.length;
    if (length > room.length) {
      const wider = new Uint8Array(length * 2);
      wider.set(room);
      room = wider;
    }
    room.set(part, start);
  }
  // Hangs up when the body was longer; otherwise it has ended.
  reader?.cancel().catch(() => undefined);
  return { bytes: room.subarray(0, Math.min(length, maxBytes)), isCut: length > maxBytes };
}
