/** A body as text, and whether it was longer than allowed. */
export interface BodyText {
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * Reads at most a number of bytes of a body: the rest is never held in memory.
 *
 * @throws what the stream throws when the connection breaks.
 * @example
 * const { text, isCut } = await readBody(response, 65_536);
 */
export async function readBody(response: Response, maxBytes: number): Promise<BodyText> {
  if (response.body === null) return { text: '', isCut: false };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (let left = maxBytes; ;) {
    const { done, value } = await reader.read();
    if (done) return { text: parts.join('') + decoder.decode(), isCut: false };
    parts.push(decoder.decode(value.subarray(0, left), { stream: true }));
    left -= value.byteLength;
    if (left >= 0) continue;
    reader.cancel().catch(() => undefined);
    return { text: parts.join(''), isCut: true };
  }
}
