/** The body of a response, as it came and as a text. To be read at once: the next response may take its place in memory. */
export interface AnswerBody {
  /** As sent, with every secret that the server repeats. */
  readonly bytes: Uint8Array;
  /**
   * A part of the body as a text, without the key.
   *
   * @param start the first byte; by default the first of all.
   * @param end the byte after the last one; by default the end of the body.
   */
  text(start?: number, end?: number): string;
}
