import * as z from 'zod';

/**
 * Why a session that was asked for is not settled: no bars came and none of the next is known, minutes are missing although
 * their neighbours are busy, it was fetched before its extended hours ended, the vendor refuses it on this plan; or why
 * it is empty for good.
 */
const gapReason = z.enum([
  'no-bars',
  'missing-minutes',
  'unfinished',
  'refused',
  'not-listed',
  'delisted',
  'halted',
  'no-trades',
]);

/** Why a gap is there. */
export type GapReason = z.infer<typeof gapReason>;

/**
 * Schema of a remembered gap in a store.
 *
 * @example
 * z.array(rememberedGapSchema).parse(stored);
 */
export const rememberedGapSchema = z.object({
  ticker: z.string(),
  /** First and last trading date; every session between them. */
  from: z.string(),
  to: z.string(),
  barMs: z.int().positive(),
  reason: gapReason,
  /** How often the source was asked for it in vain. */
  asked: z.int().positive(),
  /** When it was asked last, ISO. */
  askedAt: z.string(),
  /** The run that asked last: recorded again after a crash, it counts once. */
  runId: z.string(),
});

/** Sessions of a ticker that were asked for in vain: what cannot be derived from the published bars. Plain JSON. */
export type RememberedGap = Readonly<z.infer<typeof rememberedGapSchema>>;

/**
 * Schema of what a store remembers of gaps.
 *
 * @example
 * knownGapsSchema.parse(JSON.parse(text));
 */
export const knownGapsSchema = z.array(rememberedGapSchema);

/** Reasons that hold for good: a day bar, or its absence, has confirmed them. */
const settled: ReadonlySet<GapReason> = new Set(['not-listed', 'delisted', 'halted', 'no-trades']);

/**
 * Whether it is confirmed that a session has no bars.
 *
 * @example
 * isConfirmedEmpty('halted'); // true
 */
export const isConfirmedEmpty = (reason: GapReason): boolean => settled.has(reason);

const dayMs = 86_400_000;
const maxWaitDays = 64;

/**
 * When a gap is asked for again: a day after the first answer, then after 2, 4, 8 days, and so on up to 64; null when it is confirmed
 * that there is nothing.
 *
 * @example
 * nextAsk({ reason: 'no-bars', asked: 3, askedAt: '2026-05-01T00:00:00Z' })?.toISOString(); // '2026-05-05T00:00:00.000Z'
 */
export function nextAsk({ reason, asked, askedAt }: Pick<RememberedGap, 'reason' | 'asked' | 'askedAt'>): Date | null {
  if (isConfirmedEmpty(reason)) return null;
  const days = Math.min(2 ** (asked - 1), maxWaitDays);
  return new Date(Date.parse(askedAt) + days * dayMs);
}
