/** Sessions of one ticker, by their place in its calendar: consecutive ones, both ends included. */
export interface SessionSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * The fewest calls that cover the wanted sessions, as spans of sessions in order. A call takes as many base bars as the vendor
 * puts into one answer; wanted sessions that fit into one call share it, together with what lies between them. Each span
 * begins at the first wanted session that no call covers yet and reaches to the last one that fits: on a line, no other
 * cover has fewer spans. A session that is larger than a call has a separate span.
 *
 * @param baseBars of each session in order, above 0.
 * @param isWanted whether the session at a place is wanted.
 * @param maxBaseBars of one call.
 * @example
 * chunkSessions([390, 390, 390], (at) => at !== 1, 50_000); // [{ first: 0, last: 2 }]
 */
export function chunkSessions(
  baseBars: readonly number[],
  isWanted: (at: number) => boolean,
  maxBaseBars: number,
): SessionSpan[] {
  const spans: SessionSpan[] = [];
  /** Of the last span, with what lies between it and this place. */
  let held = 0;
  for (const [at, bars] of baseBars.entries()) {
    held += bars;
    if (!isWanted(at)) continue;
    const span = spans.at(-1);
    if (span !== undefined && held <= maxBaseBars) spans[spans.length - 1] = { ...span, last: at };
    else {
      spans.push({ first: at, last: at });
      held = bars;
    }
  }
  return spans;
}
