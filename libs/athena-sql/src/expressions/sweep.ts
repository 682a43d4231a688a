import fc from 'fast-check';
import { expressionBuilder, type Expression, sql } from 'kysely';
import {
  countIf,
  maxFinite,
  median,
  minFinite,
  quantile,
  stddevPop,
  stddevSamp,
  sumInt64,
  varPop,
  varSamp,
} from '../portable/aggregates.ts';
import {
  asDate,
  asInt64,
  intDiv,
  isFinite,
  isNan,
  maxBy,
  minBy,
  msOfTimestamp,
  timestampOfMs,
  utc,
} from '../portable/functions.ts';
import {
  asDecimal,
  ceil,
  divide,
  exp,
  finite,
  floor,
  greatest,
  least,
  ln,
  log10,
  mod,
  power,
  round,
  sign,
  squareRoot,
  truncate,
  tryDouble,
  tryInt64,
} from '../portable/numbers.ts';
import {
  concat,
  jsonNumber,
  jsonText,
  padStart,
  positionOf,
  regexpExtract,
  regexpLike,
  regexpReplace,
  replaceText,
  splitPart,
  startsWith,
  substring,
  textLength,
  trim,
  trimEnd,
  trimStart,
} from '../portable/text.ts';
import { addTime, formatTime, timeBetween, timePart, truncateTime, tryDate } from '../portable/time.ts';
import { drawn, orNull, price, small, extreme, doubles, integers, texts, instants } from './drawn-values.ts';
import { a, b, type Given, i, m, n, s, t, x, y } from './expression-case.ts';

/** Many expressions over many drawn rows; what one engine gives for a row the other must give too. */
export interface Sweep {
  readonly name: string;
  readonly given: Given;
  readonly expressions: Readonly<Record<string, Expression<unknown>>>;
  /** How far results of doubles may be apart, relative to their size: the last bits of what the platform's own libraries compute. */
  readonly tolerance: number;
}

const eb = expressionBuilder<never, never>();

const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

const exact: Sweep['expressions'] = {
  sum: eb(x, '+', y),
  difference: eb(x, '-', y),
  product: eb(x, '*', y),
  negative: eb.neg(x),
  absolute: eb.fn('abs', [x]),
  divide: divide(x, y),
  mod: mod(x, y),
  intDiv: intDiv(n, m),
  modInt: mod(n, m),
  floor: floor(x),
  ceil: ceil(x),
  truncate: truncate(x),
  round: round(x),
  round2: round(x, 2),
  roundTens: round(x, -1),
  sign: sign(x),
  squareRoot: squareRoot(x),
  isNan: isNan(x),
  isFinite: isFinite(x),
  finite: finite(x),
  greatest: greatest(n, m),
  least: least(n, m),
  greatestOfFinite: greatest(finite(x), finite(y)),
  leastOfFinite: least(finite(x), finite(y)),
  lessOfFinite: eb(finite(x), '<', finite(y)),
  equalOfFinite: eb(finite(x), '=', finite(y)),
  distinctOfFinite: eb(finite(x), 'is distinct from', finite(y)),
};

/** Draws that hold the portable functions equal beyond the cases of the table. */
export const sweeps: readonly Sweep[] = [
  {
    name: 'numbers',
    tolerance: 0,
    given: {
      x: drawn(orNull(doubles), 1, 400),
      y: drawn(orNull(doubles), 2, 400),
      n: drawn(orNull(integers), 3, 400),
      m: drawn(orNull(integers), 4, 400),
    },
    expressions: {
      ...exact,
      asInt64: asInt64(x),
      asDecimal: asDecimal(x, 30, 2),
      asDecimal9: asDecimal(x, 38, 9),
      asDecimal0: asDecimal(x, 30, 0),
    },
  },
  {
    name: 'numbers, NaN, infinities and the ends among them',
    tolerance: 0,
    given: {
      x: drawn(fc.oneof(extreme, small), 5, 200),
      y: drawn(fc.oneof(extreme, small), 6, 200),
      n: drawn(integers, 7, 200),
      m: drawn(integers, 8, 200),
    },
    expressions: exact,
  },
  {
    name: 'logarithms and powers',
    tolerance: 4e-16,
    given: {
      x: drawn(fc.oneof(doubles, extreme), 9, 400),
      y: drawn(fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(0, 0.5, 1, 2, 3, -1)), 10, 400),
    },
    expressions: {
      ln: ln(x),
      log10: log10(x),
      exp: exp(y),
      expOfAny: exp(x),
      power: power(x, y),
      powerOfSmall: power(y, sql.lit(2)),
    },
  },
  {
    name: 'texts',
    tolerance: 0,
    given: { s: drawn(orNull(texts), 11, 400), t: drawn(orNull(texts), 12, 400) },
    expressions: {
      same: s,
      concat: concat(s, t),
      length: textLength(s),
      part: substring(s, 2, 3),
      rest: substring(s, 4),
      trim: trim(s),
      trimStart: trimStart(s),
      trimEnd: trimEnd(s),
      padStart: padStart(s, 5, '*-'),
      replace: replaceText(s, 'a', 'xy'),
      position: positionOf(s, t),
      startsWith: startsWith(s, t),
      first: splitPart(s, ',', 1),
      second: splitPart(s, ':', 2),
      equal: eb(s, '=', t),
      less: eb(s, '<', t),
      greatest: greatest(s, t),
      lower: eb.fn('lower', [s]),
      like: eb(s, 'like', '%a_%'),
      likePercent: eb(s, 'like', '%\\%%'),
      regexpLike: regexpLike(s, '^[a-z]+[.,:]?'),
      regexpEnd: regexpLike(s, '[^a]$'),
      regexpDot: regexpLike(s, 'a.'),
      regexpSpace: regexpLike(s, '\\s'),
      regexpWord: regexpExtract(s, '\\w+'),
      regexpGroup: regexpExtract(s, '([A-Za-z])([0-9]?)', 2),
      regexpReplace: regexpReplace(s, '([ab])', '<$1>'),
      regexpCase: regexpReplace(s, '(?i)[ab]+', '#'),
      tryInt64: tryInt64(s),
      tryDouble: tryDouble(s),
      tryDate: tryDate(s),
      json: jsonText(s, '$.a'),
      jsonNumber: jsonNumber(s, '$.a'),
      jsonInList: jsonNumber(s, '$.a[0]'),
    },
  },
  {
    name: 'instants',
    tolerance: 0,
    given: {
      a: drawn(orNull(instants), 13, 300),
      b: drawn(orNull(instants), 14, 300),
      n: drawn(fc.bigInt({ min: -500n, max: 500n }), 15, 300),
      m: drawn(fc.bigInt({ min: -3_000_000_000_000n, max: 3_000_000_000_000n }), 16, 300),
    },
    expressions: {
      same: a,
      utc: utc(a),
      date: asDate(a),
      ms: msOfTimestamp(a),
      ofMs: timestampOfMs(m),
      less: eb(a, '<', b),
      ...Object.fromEntries(units.map((unit) => [`truncate ${unit}`, truncateTime(unit, a)])),
      ...Object.fromEntries(
        (['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const).flatMap((unit) => [
          [`add ${unit}`, addTime(unit, n, a)],
          [`between ${unit}`, timeBetween(unit, a, b)],
        ]),
      ),
      ...Object.fromEntries(
        (
          [
            'year',
            'quarter',
            'month',
            'day',
            'hour',
            'minute',
            'second',
            'day_of_year',
            'iso_day_of_week',
            'iso_week',
            'iso_year',
          ] as const
        ).map((part) => [`part ${part}`, timePart(part, a)]),
      ),
      ...Object.fromEntries(
        (['month', 'date', 'hour', 'minute', 'second', 'time_of_day', 'weekday'] as const).map((format) => [
          `format ${format}`,
          formatTime(format, a),
        ]),
      ),
    },
  },
  {
    name: 'aggregates',
    tolerance: 1e-12,
    given: {
      x: drawn(
        fc.oneof(
          { weight: 9, arbitrary: orNull(price) },
          { weight: 1, arbitrary: extreme.filter((value) => !(Math.abs(value) > 1e300)) },
        ),
        17,
        300,
      ),
      n: drawn(orNull(integers), 18, 300),
      s: drawn(orNull(texts), 19, 300),
    },
    expressions: {
      count: eb.fn.count(n),
      sum: sumInt64(n),
      average: eb.fn.avg(n),
      min: minFinite(x),
      max: maxFinite(x),
      least: eb.fn.min(s),
      countIf: countIf(eb(n, '>', 0n)),
      stddevPop: stddevPop(x),
      stddevSamp: stddevSamp(x),
      varPop: varPop(x),
      varSamp: varSamp(x),
      median: median(x),
      q10: quantile(x, 0.1),
      q95: quantile(x, 0.95),
      first: minBy(s, sql`row(coalesce(${n}, 0), ${i})`),
      last: maxBy(n, i),
    },
  },
];
