import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openT, toAnswer, toBar, toBars } from '../../testing/synthetic-bars.ts';
import { knownBarKeys } from '../../bars/aggregate-bar.ts';
import { barSchema, indexBarSchema } from '../../schema/bar-schemas.ts';
import { checkValue } from '../../schema/check-value.ts';
import { isSoundBar } from './is-sound-bar.ts';
import { parseAggregatesAnswer } from './parse-aggregates-answer.ts';
import { readBars } from './read-bars.ts';

const parse = (body: unknown, ticker = 'AAPL') =>
  parseAggregatesAnswer(typeof body === 'string' ? body : JSON.stringify(body), { httpStatus: 200, ticker });
const bar = toBar(0);
const noWarnings = { incoherent: 0, unknownKeys: 0, duplicates: 0, countMismatch: 0, unknownStatus: 0 };

describe('a valid response', () => {
  it('is returned with its facts', () => {
    expect(parse(toAnswer(toBars(0, 1), { queryCount: 835, next_url: 'https://x/' }))).toEqual({
      ticker: 'AAPL',
      bars: toBars(0, 1),
      requestId: 'request-1',
      isDelayed: false,
      adjusted: false,
      queryCount: 835,
      nextUrl: 'https://x/',
      warnings: noWarnings,
    });
  });

  it('may have almost no fields', () => {
    expect(parse('{}')).toEqual({
      ticker: null,
      bars: [],
      requestId: null,
      isDelayed: false,
      adjusted: null,
      queryCount: null,
      nextUrl: null,
      warnings: noWarnings,
    });
  });

  it.each([
    { name: 'DELAYED', fields: { status: 'DELAYED' }, facts: { isDelayed: true } },
    { name: 'a request id that is a number', fields: { request_id: 7 }, facts: { requestId: '7' } },
    { name: 'a request id that is an object', fields: { request_id: { id: 1 } }, facts: { requestId: null } },
    { name: 'an empty next_url', fields: { next_url: '' }, facts: { nextUrl: null } },
    { name: 'more base bars than bars', fields: { queryCount: 22 }, facts: { queryCount: 22 } },
  ])('may have $name', ({ fields, facts }) => {
    expect(parse(toAnswer([bar], fields))).toMatchObject({ bars: [bar], warnings: noWarnings, ...facts });
  });

  it.each([
    { name: 'fractional volume', fields: { v: 9_099.618093 } },
    { name: 'a volume of 0', fields: { v: 0 } },
    { name: 'vw outside low and high', fields: { vw: 1_000 } },
    { name: 'otc', fields: { otc: true } },
    { name: 'equal prices', fields: { o: 1, h: 1, l: 1, c: 1 } },
    { name: 'a time before 1970', fields: { t: -86_400_000 } },
  ])('may have bars with $name, without a warning', ({ fields }) => {
    expect(parse(toAnswer([{ ...bar, ...fields }]))).toMatchObject({
      bars: [{ ...bar, ...fields }],
      warnings: noWarnings,
    });
  });

  it('reads volume in scientific notation', () => {
    expect(parse(JSON.stringify(toAnswer([bar])).replace('"v":10.5', '"v":1.81724024e+08')).bars[0]?.v).toBe(
      181_724_024,
    );
  });

  it('may have gaps', () => {
    expect(parse(toAnswer([toBar(0), toBar(5)]))).toMatchObject({ bars: [toBar(0), toBar(5)], warnings: noWarnings });
  });

  it('treats null in an optional field as absent', () => {
    const bars = JSON.stringify(toAnswer([bar])).replace('"v":10.5', '"v":10.5,"vw":null,"n":null,"otc":null');

    expect(parse(bars).bars).toEqual([bar]);
    expect(Object.keys(parse(bars).bars[0] ?? {})).not.toContain('vw');
  });
});

describe('oddities are counted, and the bars passed on', () => {
  it.each([
    { name: 'a low above the close', body: toAnswer([{ ...bar, l: bar.c + 0.5 }, bar]), warnings: { incoherent: 1 } },
    { name: 'a high below the open', body: toAnswer([{ ...bar, h: bar.o - 0.5 }]), warnings: { incoherent: 1 } },
    {
      name: 'unknown keys',
      body: toAnswer([{ ...bar, x: 1, y: null } as typeof bar, bar]),
      warnings: { unknownKeys: 2 },
    },
    { name: 'another resultsCount', body: toAnswer([bar], { resultsCount: 2 }), warnings: { countMismatch: 1 } },
    { name: 'another count', body: toAnswer([bar], { count: 2 }), warnings: { countMismatch: 1 } },
    { name: 'another status', body: toAnswer([bar], { status: 'PARTIAL' }), warnings: { unknownStatus: 1 } },
  ])('$name', ({ body, warnings }) => {
    expect(parse(body)).toMatchObject({ bars: body['results'], warnings: { ...noWarnings, ...warnings } });
  });
});

describe('an invalid response', () => {
  it.each<{ name: string; fields: Record<string, unknown>; path: string; ticker?: string }>([
    ...['o', 'h', 'l', 'c', 't', 'v'].flatMap((key) => [
      { name: `no ${key}`, fields: { [key]: undefined }, path: `results[1].${key}` },
      { name: `null in ${key}`, fields: { [key]: null }, path: `results[1].${key}` },
      { name: `text in ${key}`, fields: { [key]: '1' }, path: `results[1].${key}` },
    ]),
    { name: 'a negative volume', fields: { v: -1 }, path: 'results[1].v' },
    { name: 'half a ms', fields: { t: openT + 0.5 }, path: 'results[1].t' },
    { name: 'an unsafe time', fields: { t: 2 ** 53 }, path: 'results[1].t' },
    { name: 'a time in nanoseconds', fields: { t: 1_779_283_800_000_000_000 }, path: 'results[1].t' },
    { name: 'a negative number of trades', fields: { n: -1 }, path: 'results[1].n' },
    { name: 'text in vw', fields: { vw: 'x' }, path: 'results[1].vw' },
    { name: 'a negative volume of an index', fields: { v: -1 }, path: 'results[1].v', ticker: 'I:NDX' },
  ])('with $name is refused, naming the place', ({ fields, path, ticker = 'AAPL' }) => {
    const body = toAnswer([bar, { ...toBar(1), ...fields }], { ticker });

    expect(() => parse(body)).toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        code: 'validation',
        transient: false,
        issues: [expect.objectContaining({ path })],
      }),
    );
  });

  it('with an infinite number is refused', () => {
    expect(() => parse(JSON.stringify(toAnswer([bar])).replace('"h":102', '"h":1e999'))).toThrow('results[0].h');
  });

  it.each([
    { name: 'nothing', body: '', says: 'the body is empty' },
    { name: 'HTML', body: '<html></html>', says: 'the body is not JSON' },
    { name: 'truncated JSON', body: '{"results":[', says: 'the body is not JSON' },
    { name: 'a list', body: '[]', says: 'must be of type object' },
    { name: 'null', body: 'null', says: 'must be of type object' },
    { name: 'results that are not a list', body: '{"results":{}}', says: 'results: ' },
    { name: 'a bar that is a list', body: '{"results":[[1,2,3]]}', says: 'results[0]: ' },
    { name: 'a bar that is null', body: '{"results":[null]}', says: 'results[0]: ' },
    { name: 'a ticker that is a number', body: '{"ticker":1}', says: 'ticker: ' },
    { name: 'a next_url that is a number', body: '{"next_url":1}', says: 'next_url: ' },
  ])('of $name is refused', ({ body, says }) => {
    expect(() => parse(body)).toThrow(says);
  });

  it('reports at most 20 of its faults, and shows 3', () => {
    const bad = Array.from({ length: 50_000 }, (_, index) => ({ t: 'x', at: index }));
    let error: unknown;
    try {
      parse(toAnswer([], { results: bad }));
    } catch (caught) {
      error = caught;
    }

    expect(error).toHaveProperty('issues.length', 20);
    expect(error).toHaveProperty('message.length', expect.closeTo(300, -3));
  });

  it('may lack volume only for an index, known from the response or the context', () => {
    const { v: _v, ...withoutVolume } = bar;
    const body = { results: [withoutVolume] };

    expect(parse(body, 'I:NDX').bars).toEqual([withoutVolume]);
    expect(parse({ ...body, ticker: 'I:NDX' }, 'AAPL').bars).toEqual([withoutVolume]);
    expect(() => parse(body)).toThrow('results[0].v');
  });
});

describe('the fast check and the schema', () => {
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger()) },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined, '1', true, Number.NaN, Infinity, -0, 2 ** 53, [], {}) },
  );
  const anyBar = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record(
        {
          t: value,
          o: value,
          h: value,
          l: value,
          c: value,
          v: value,
          vw: value,
          n: value,
          otc: fc.oneof(fc.boolean(), value),
          extra: value,
        },
        { requiredKeys: ['t', 'o', 'h', 'l', 'c'] },
      ),
    },
    {
      weight: 9,
      arbitrary: fc.record(
        {
          t: fc.integer(),
          o: fc.integer(),
          h: fc.integer(),
          l: fc.integer(),
          c: fc.integer(),
          v: value,
          vw: value,
          n: value,
          otc: fc.boolean(),
        },
        { requiredKeys: ['t', 'o', 'h', 'l'] },
      ),
    },
    { weight: 1, arbitrary: fc.anything() },
  );

  const onlyKnown = (bar: object): object =>
    Object.fromEntries(Object.entries(bar).filter(([key]) => knownBarKeys.has(key)));

  it('agree on every bar: the schema accepts what the fast check accepts, and decides the rest', () => {
    fc.assert(
      fc.property(anyBar, fc.boolean(), (candidate, isIndex) => {
        const bySchema = checkValue(isIndex ? indexBarSchema() : barSchema(), candidate);
        const { bars, issues } = readBars([candidate], isIndex);

        expect(bars.length === 1).toBe(bySchema.issues === null);
        expect(issues.length > 0).toBe(bySchema.issues !== null);
        if (isSoundBar(candidate, isIndex)) expect(bySchema.data).toMatchObject(onlyKnown(candidate));
      }),
      { numRuns: 3_000 },
    );
  });
});
