import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkSessions, type SessionSpan } from './chunk-sessions.ts';

const day = 960;
const call = 50_000;
const stock = (sessions: number): number[] => Array.from({ length: sessions }, () => day);

test.each([
  { name: 'nothing wanted, no call', sessions: 500, wanted: [], spans: [] },
  { name: 'one session', sessions: 500, wanted: [7], spans: [[7, 7]] },
  { name: 'two sessions that fit into one call share it', sessions: 500, wanted: [7, 58], spans: [[7, 58]] },
  {
    name: 'two sessions that do not fit into one call',
    sessions: 500,
    wanted: [7, 59],
    spans: [
      [7, 7],
      [59, 59],
    ],
  },
  {
    name: 'a call is not longer than what it is for',
    sessions: 500,
    wanted: [0, 10, 300, 320],
    spans: [
      [0, 10],
      [300, 320],
    ],
  },
  {
    name: 'everything, call after call',
    sessions: 110,
    wanted: Array.from({ length: 110 }, (_, at) => at),
    spans: [
      [0, 51],
      [52, 103],
      [104, 109],
    ],
  },
])('$name', ({ sessions, wanted, spans }) => {
  const found = chunkSessions(stock(sessions), (at) => wanted.includes(at), call);
  expect(found.map(({ first, last }) => [first, last])).toEqual(spans);
});

/** Small cases in which sessions have up to 4 bars and a call takes up to 6. */
const cases = fc.record({
  sessions: fc.array(fc.record({ bars: fc.integer({ min: 1, max: 4 }), isWanted: fc.boolean() }), { maxLength: 9 }),
  max: fc.integer({ min: 1, max: 6 }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const wantedOf = ({ sessions }: Case): number[] => sessions.flatMap(({ isWanted }, at) => (isWanted ? [at] : []));
const spansOf = ({ sessions, max }: Case): SessionSpan[] =>
  chunkSessions(
    sessions.map(({ bars }) => bars),
    (at) => sessions[at]?.isWanted === true,
    max,
  );

/** The fewest calls by trying every way to cut the wanted sessions into neighbours that share one. */
function fewestCalls(small: Case): number {
  const wanted = wantedOf(small);
  const fits = (first: number, last: number): boolean =>
    first === last || small.sessions.slice(first, last + 1).reduce((sum, { bars }) => sum + bars, 0) <= small.max;
  const fewest = (from: number): number =>
    from === wanted.length
      ? 0
      : Math.min(
          ...wanted
            .slice(from)
            .flatMap((last, more) => (fits(wanted[from] ?? 0, last) ? [1 + fewest(from + more + 1)] : [])),
        );
  return fewest(0);
}

test('every wanted session is in exactly one call, and no call begins or ends with another session', () => {
  fc.assert(
    fc.property(cases, (small) => {
      const spans = spansOf(small);
      const covered = wantedOf(small).map((at) => spans.filter(({ first, last }) => first <= at && at <= last).length);
      expect(covered.every((times) => times === 1)).toBe(true);
      expect(spans.every(({ first, last }) => wantedOf(small).includes(first) && wantedOf(small).includes(last))).toBe(
        true,
      );
      expect(spans.every(({ first }, index) => index === 0 || first > (spans[index - 1]?.last ?? 0))).toBe(true);
    }),
  );
});

test('no call holds more than it can, unless one session is too large', () => {
  fc.assert(
    fc.property(cases, (small) => {
      for (const { first, last } of spansOf(small)) {
        const bars = small.sessions.slice(first, last + 1).reduce((sum, one) => sum + one.bars, 0);
        expect(first === last || bars <= small.max).toBe(true);
      }
    }),
  );
});

test('there are never more calls than wanted sessions, and as few as an exhaustive search finds', () => {
  fc.assert(
    fc.property(cases, (small) => {
      const calls = spansOf(small).length;
      expect(calls).toBeLessThanOrEqual(wantedOf(small).length);
      expect(calls).toBe(fewestCalls(small));
    }),
    { numRuns: 1_000 },
  );
});
