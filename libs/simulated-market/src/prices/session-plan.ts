import { type Liquidity } from '../tickers/ticker-profile.ts';
import { presenceShape, type ShapePart, varianceShape, volumeShape } from './minute-shapes.ts';

/** Parts of a day's variance; the rest of the night before pre-market is the first. */
const STOCK_VARIANCE = { night: 0.2, pre: 0.06, regular: 0.69, post: 0.05 } as const;
const STOCK_VOLUME = { pre: 0.03, regular: 0.93, post: 0.04 } as const;

/** The presence threshold of a minute that always has a bar: thresholds are compared with 24 hashed bits. */
export const CERTAIN = 1 << 24;

/** Minutes of each part of a session. */
export interface SessionMinutes {
  readonly pre: number;
  readonly regular: number;
  readonly post: number;
  readonly isContinuous: boolean;
}

/**
 * Everything that sessions of one length share: the order in which a price path is bisected, and per minute its
 * volatility, volume and trading probability. Index i is minute i since the pre-market open.
 */
export interface SessionPlan {
  readonly minutes: SessionMinutes;
  readonly total: number;
  /** Share of the day's variance before the pre-market open, at the open, at the close: where the path is pinned. */
  readonly pinnedVariance: readonly [preOpen: number, open: number, close: number];
  /** Bisection, parents first: point `middle` is between `left` and `right`. */
  readonly middle: Int16Array;
  readonly left: Int16Array;
  readonly right: Int16Array;
  /** Weight of the right end in the expectation of the middle. */
  readonly rightWeight: Float64Array;
  /** Standard deviation of the middle around it, as a part of the day's. */
  readonly middleDeviation: Float64Array;
  /** Standard deviation of one minute's move, as a part of the day's. */
  readonly minuteDeviation: Float64Array;
  /** Expected part of the day's volume. */
  readonly volumeShare: Float64Array;
  /** Thresholds out of 2^24 below which the minute has a bar. */
  presence(liquidity: Liquidity): Float64Array;
}

interface Segment {
  readonly part: ShapePart;
  readonly start: number;
  readonly length: number;
  readonly variance: number;
  readonly volume: number;
}

function toSegments(minutes: SessionMinutes): readonly Segment[] {
  const { pre, regular, post } = minutes;
  if (minutes.isContinuous) return [{ part: 'continuous', start: 0, length: regular, variance: 1, volume: 1 }];
  return [
    { part: 'pre', start: 0, length: pre, variance: STOCK_VARIANCE.pre, volume: STOCK_VOLUME.pre },
    { part: 'regular', start: pre, length: regular, variance: STOCK_VARIANCE.regular, volume: STOCK_VOLUME.regular },
    { part: 'post', start: pre + regular, length: post, variance: STOCK_VARIANCE.post, volume: STOCK_VOLUME.post },
  ];
}

function scaledShares(segment: Segment, shape: (part: ShapePart, x: number) => number, share: number): number[] {
  const weights = Array.from({ length: segment.length }, (_, minute) =>
    shape(segment.part, (minute + 0.5) / segment.length),
  );
  const sum = weights.reduce((left, right) => left + right, 0);
  return weights.map((weight) => (weight / sum) * share);
}

interface Bisection {
  readonly middle: number[];
  readonly left: number[];
  readonly right: number[];
  readonly rightWeight: number[];
  readonly middleDeviation: number[];
}

function bisect(into: Bisection, cumulative: Float64Array, left: number, right: number): void {
  if (right - left < 2) return;
  const middle = (left + right) >> 1;
  const [from, at, to] = [cumulative[left] ?? 0, cumulative[middle] ?? 0, cumulative[right] ?? 0];
  into.middle.push(middle);
  into.left.push(left);
  into.right.push(right);
  into.rightWeight.push((at - from) / (to - from));
  into.middleDeviation.push(Math.sqrt(((at - from) * (to - at)) / (to - from)));
  bisect(into, cumulative, left, middle);
  bisect(into, cumulative, middle, right);
}

/**
 * The plan of all sessions with these minutes.
 *
 * @example
 * const plan = createSessionPlan({ pre: 330, regular: 390, post: 240, isContinuous: false });
 */
export function createSessionPlan(minutes: SessionMinutes): SessionPlan {
  const segments = toSegments(minutes);
  const total = minutes.pre + minutes.regular + minutes.post;
  const variances = segments.flatMap((segment) => scaledShares(segment, varianceShape, segment.variance));
  const cumulative = new Float64Array(total + 1);
  variances.forEach((variance, minute) => (cumulative[minute + 1] = (cumulative[minute] ?? 0) + variance));
  const bisection: Bisection = { middle: [], left: [], right: [], rightWeight: [], middleDeviation: [] };
  for (const { start, length } of segments) bisect(bisection, cumulative, start, start + length);
  const night = minutes.isContinuous ? 0 : STOCK_VARIANCE.night;
  const presences = new Map<Liquidity, Float64Array>();
  return {
    minutes,
    total,
    pinnedVariance: [
      night,
      night + (cumulative[minutes.pre] ?? 0),
      night + (cumulative[minutes.pre + minutes.regular] ?? 0),
    ],
    middle: Int16Array.from(bisection.middle),
    left: Int16Array.from(bisection.left),
    right: Int16Array.from(bisection.right),
    rightWeight: Float64Array.from(bisection.rightWeight),
    middleDeviation: Float64Array.from(bisection.middleDeviation),
    minuteDeviation: Float64Array.from(variances, Math.sqrt),
    volumeShare: Float64Array.from(segments.flatMap((segment) => scaledShares(segment, volumeShape, segment.volume))),
    presence(liquidity) {
      const known = presences.get(liquidity);
      if (known !== undefined) return known;
      const thresholds = Float64Array.from(segments.flatMap((segment) => toThresholds(segment, liquidity)));
      presences.set(liquidity, thresholds);
      return thresholds;
    },
  };
}

function toThresholds(segment: Segment, liquidity: Liquidity): number[] {
  return Array.from({ length: segment.length }, (_, minute) =>
    Math.floor(presenceShape(liquidity, segment.part, (minute + 0.5) / segment.length) * CERTAIN),
  );
}
