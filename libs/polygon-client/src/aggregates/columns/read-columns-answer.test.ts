import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerBody } from '../../request/answer-body.ts';
import { isRecordedAbsent, listRecorded, readRecorded } from '../../testing/recorded-answers.ts';
import { openT, toAnswer, toBar, toBars } from '../../testing/synthetic-bars.ts';
import { readAggregatesAnswer } from '../bars/parse-aggregates-answer.ts';
import { columnReader, scanAnswer } from './read-columns-answer.ts';

const context = {
  httpStatus: 200,
  path: '/v2/aggs/x',
  attempt: 1,
  requestIdHeader: 'header',
  retryAfterMs: null,
  redact: String,
};

function bodyOf(text: string): AnswerBody {
  const bytes = new TextEncoder().encode(text);
  return { bytes, text: (start, end) => new TextDecoder().decode(bytes.subarray(start, end)) };
}

const outcomeOf = (read: () => object): unknown => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

/** The bars, errors and warnings of both ways of reading; equal or the test fails. */
function readBothWays(text: string): unknown {
  const ticker = 'AAPL';
  const body = bodyOf(text);
  const byColumns = outcomeOf(() => {
    const { bars, ...answer } = columnReader.read(body, ticker, context);
    return { ...answer, bars: [...bars] };
  });
  const byParse = outcomeOf(() => readAggregatesAnswer(body.text(), ticker, context));
  expect(byColumns).toStrictEqual(byParse);
  return byColumns;
}

const isScanned = (text: string): boolean => scanAnswer(bodyOf(text), 'AAPL', context) !== null;

/** An answer around bars that are written as a text. */
const around = (results: string): string =>
  `{"ticker":"AAPL","queryCount":1,"resultsCount":1,"adjusted":false,"results":${results},"status":"OK","request_id":"r","count":1}`;
const one = (value: string): string => around(`[{"v":1,"vw":1,"o":1,"c":1,"h":${value},"l":1,"t":1,"n":1}]`);

describe('the scanner reads', () => {
  it.each([
    { name: 'bars as the vendor sends them', text: JSON.stringify(toAnswer(toBars(0, 9), { next_url: 'https://x/' })) },
    { name: 'bars of an index', text: around('[{"o":1,"c":1,"h":1,"l":1,"t":1}]').replace('AAPL', 'I:NDX') },
    { name: 'keys in another order', text: around('[{"n":1,"t":1,"l":1,"h":1,"c":1,"o":1,"vw":1,"v":1}]') },
    { name: 'a volume with an exponent', text: one('1.81724024e+08') },
    { name: 'more than 15 digits', text: one('74.609912345678901234') },
    { name: 'a bar before 1970', text: around('[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":-86400000}]') },
    {
      name: 'an escaped & in next_url',
      text: one('1').replace('"count"', '"next_url":"https:\\/\\/x/?a=1\\u0026b=2","count"'),
    },
    {
      name: 'more bars than their length lets expect',
      text: around(`[${'{"o":1,"c":1,"h":1,"l":1,"t":1,"v":1},'.repeat(999)}{"o":1,"c":1,"h":1,"l":1,"t":1,"v":1}]`),
    },
  ])('$name', ({ text }) => {
    expect(isScanned(text)).toBe(true);
    readBothWays(text);
  });

  it.each([
    '0',
    '-0',
    '0.5',
    '0.000001',
    '1e22',
    '1e-7',
    '1E5',
    '123456789012345',
    '1234567890123456',
    '0.1234567890123456',
    '5e-324',
    '1.7976931348623157e308',
    '9007199254740993',
  ])('the number %s as JSON.parse does, to the last bit', (number) => {
    const scanned = scanAnswer(bodyOf(one(number)), 'AAPL', context);

    expect(scanned?.bars.h[0]).toBe(JSON.parse(number));
  });

  it('decimals as JSON.parse does, to the last bit', () => {
    const decimal = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat(18)).map(([digits, decimals]) => {
      const text = String(digits).padStart(decimals + 1, '0');
      return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
    });
    fc.assert(
      fc.property(
        fc.oneof(
          decimal,
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
        ),
        (number) => {
          expect(scanAnswer(bodyOf(one(number)), 'AAPL', context)?.bars.h[0]).toBe(JSON.parse(number));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe('what is not usual is left to JSON.parse, with the same outcome', () => {
  it.each([
    ['an empty list', around('[]')],
    ['no list', around('null')],
    ['white space', JSON.stringify(toAnswer(toBars(0, 1)), null, 1)],
    ['white space after a bar', around('[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1} ]')],
    ['an unknown key', around('[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1,"x":2}]')],
    ['an unknown key that begins like one', around('[{"vx":1,"v":1,"o":1,"c":1,"h":1,"l":1,"t":1}]')],
    ['otc', around('[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1,"otc":true}]')],
    ['null in an optional field', around('[{"v":1,"vw":null,"o":1,"c":1,"h":1,"l":1,"t":1}]')],
    ['a key twice', around('[{"v":1,"o":1,"o":2,"c":1,"h":1,"l":1,"t":1}]')],
    ['an escaped key', around('[{"\\u0076":1,"o":1,"c":1,"h":1,"l":1,"t":1}]')],
    ['a missing price', around('[{"v":1,"o":1,"c":1,"h":1,"t":1}]')],
    ['a missing volume', around('[{"o":1,"c":1,"h":1,"l":1,"t":1}]')],
    ['a negative volume', around('[{"v":-1,"o":1,"c":1,"h":1,"l":1,"t":1}]')],
    ['half a millisecond', around('[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1.5}]')],
    ['a nested value', around('[{"v":[1],"o":1,"c":1,"h":1,"l":1,"t":1}]')],
    ['an infinite number', one('1e999')],
    ['a text', one('"1"')],
    ['a leading zero', one('01')],
    ['a plus', one('+1')],
    ['no digit after the point', one('1.')],
    ['no digit before the point', one('.5')],
    ['no digit at all', one('')],
    ['a minus alone', one('-')],
    ['an exponent without digits', one('1e')],
    ['a comma too many', around('[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1,}]')],
    ['a comma after the last bar', around('[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1},]')],
    ['a cut body', one('1').slice(0, -30)],
    ['a body cut in a bar', one('1').slice(0, 120)],
    ['text after the end', `${one('1')}x`],
    ['results twice', one('1').replace('"count"', '"results":[],"count"')],
    ['results twice, once escaped', one('1').replace('"count"', '"r\\u0065sults":[],"count"')],
    ['results in another value', `{"x":{"results":[{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1}]},"results":[]}`],
    ['results in a text', `{"ticker":"x\\"results\\":[","results":[]}`],
    ['a ticker that is no text', one('1').replace('"AAPL"', '7')],
    ['a long head', `{"ticker":"${'A'.repeat(2_000)}",${one('1').slice(1)}`],
    ['a refusal', one('1').replace('"OK"', '"NOT_AUTHORIZED","message":"not entitled"')],
    ['letters outside ASCII', one('1').replace('AAPL', 'ÄAPL')],
    ['a byte order mark', `\ufeff${one('1')}`],
  ])('%s', (_, text) => void readBothWays(text));

  it('odd bars are counted the same way', () => {
    const low = { ...toBar(0), l: toBar(0).c + 0.5 };

    expect(isScanned(JSON.stringify(toAnswer([low])))).toBe(true);
    expect(readBothWays(JSON.stringify(toAnswer([low, toBar(1)])))).toMatchObject({ warnings: { incoherent: 1 } });
  });

  it('whatever bytes of an answer change', () => {
    const text = JSON.stringify(toAnswer(toBars(0, 3), { next_url: 'https://x/' }));
    const alphabet = fc.constantFrom(...'0123456789.,:-+eE"{}[]\\ tohlcvwnux\u00e9');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(text.length - 1), fc.nat(2), alphabet), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const changed = changes.reduce(
            (rest, [at, removed, added]) => rest.slice(0, at) + added + rest.slice(at + removed),
            text,
          );
          readBothWays(changed);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe.skipIf(isRecordedAbsent)('recorded answers', () => {
  it.each(
    ['recorded', 'polygon-hourly', 'docs-examples'].flatMap((folder) =>
      listRecorded(folder).map((file) => `${folder}/${file}`),
    ),
  )('are read the same way: %s', (file) => void readBothWays(readRecorded(file)));
});

describe('columns', () => {
  const answer = columnReader.read(bodyOf(JSON.stringify(toAnswer(toBars(0, 9)))), 'AAPL', context);

  it.each([
    { name: 'the first bar', read: () => answer.bars.at(0), bar: toBar(0) },
    { name: 'the last bar', read: () => answer.bars.at(-1), bar: toBar(9) },
    { name: 'a bar of a slice', read: () => answer.bars.slice(3, 5).at(-1), bar: toBar(4) },
    { name: 'no bar beyond the end', read: () => answer.bars.at(10), bar: undefined },
    { name: 'no bar beyond the end of a slice', read: () => answer.bars.slice(3, 5).at(2), bar: undefined },
  ])('give $name', ({ read, bar }) => expect(read()).toStrictEqual(bar));

  it('keep the keys of bars that the scanner does not know', () => {
    const otc = { ...toBar(0), otc: true };
    const { bars } = columnReader.read(bodyOf(JSON.stringify(toAnswer([otc, toBar(1)]))), 'AAPL', context);

    expect([...bars]).toStrictEqual([otc, toBar(1)]);
    expect([...bars.slice(0, 1)]).toStrictEqual([otc]);
    expect(bars.t).toEqual(Float64Array.of(openT, openT + 60_000));
  });
});
