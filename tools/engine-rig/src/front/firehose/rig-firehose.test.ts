import { gunzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import type { Asked } from '../front-request.ts';
import { evaluatePrefix, formatInstant } from './evaluate-prefix.ts';
import { createRigFirehose } from './rig-firehose.ts';

const instant = new Date('2026-11-20T04:05:06.007Z');

describe('a prefix', () => {
  test.each([
    ['', '2026/11/20/04/'],
    ['raw/', 'raw/2026/11/20/04/'],
    ['raw/!{timestamp:yyyy}/!{timestamp:MM}/', 'raw/2026/11/'],
    ['raw/dt=!{timestamp:yyyy-MM-dd}/', 'raw/dt=2026-11-20/'],
    ["raw/!{timestamp:'dt='yyyy-MM-dd'/hour='HH}/", 'raw/dt=2026-11-20/hour=04/'],
    ['a/!{firehose:random-string}/', 'a/abc/'],
    ['errors/!{firehose:error-output-type}/!{timestamp:yyyy}', 'errors/processing-failed/2026'],
  ])('%j is %j', (prefix, key) => {
    expect(evaluatePrefix(prefix, { arrivedAt: instant, random: 'abc', errorType: 'processing-failed' })).toBe(key);
  });

  test.each(['!{partitionKeyFromQuery:ticker}/', '!{timestamp:EEE}/', '!{firehose:other}/'])(
    '%s is refused',
    (prefix) => {
      expect(() => evaluatePrefix(prefix, { arrivedAt: instant, random: 'abc' })).toThrow(RangeError);
    },
  );

  it('has the numbers of an instant', () => {
    expect(formatInstant("yyyy-MM-dd'T'HH:mm:ss.SSS", instant)).toBe('2026-11-20T04:05:06.007');
  });
});

/** Firehose with its own clock, an S3 that records calls, and a moto that knows everything. */
async function open(destination: object = {}) {
  let nowMs = instant.getTime();
  let ids = 0;
  let timers: { atMs: number; work: () => void }[] = [];
  const objects = new Map<string, Buffer>();
  const firehose = createRigFirehose({
    forward: async () => ({ status: 200, headers: {}, body: Buffer.from('{}') }),
    s3: { put: async (bucket, key, body) => void objects.set(`${bucket}/${key}`, Buffer.from(body)) },
    newId: () => `id${(ids += 1)}`,
    now: () => new Date(nowMs),
    later(ms, work) {
      const timer = { atMs: nowMs + ms, work };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
  });
  const call = async (action: string, body: object) => {
    const asked: Asked = { method: 'POST', path: '/', headers: {}, body: Buffer.from(JSON.stringify(body)) };
    const answer = await firehose.answer(action, asked);
    return answer === 'cut'
      ? answer
      : {
          status: answer.status,
          ...(JSON.parse(answer.body.toString('utf8')) as {
            __type?: string;
            message?: string;
            FailedPutCount?: number;
            RequestResponses?: { ErrorCode?: string }[];
          }),
        };
  };
  await call('CreateDeliveryStream', {
    DeliveryStreamName: 'bars',
    ExtendedS3DestinationConfiguration: {
      BucketARN: 'arn:aws:s3:::lake',
      Prefix: 'raw/',
      BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
      ...destination,
    },
  });
  return {
    firehose,
    objects,
    put: (texts: readonly string[]) =>
      call('PutRecordBatch', {
        DeliveryStreamName: 'bars',
        Records: texts.map((text) => ({ Data: Buffer.from(text).toString('base64') })),
      }),
    call,
    async pass(ms: number) {
      nowMs += ms;
      const due = timers.filter((timer) => timer.atMs <= nowMs);
      timers = timers.filter((timer) => timer.atMs > nowMs);
      due.forEach((timer) => timer.work());
      await firehose.flush('no stream'); // waits for what is being written
    },
    texts: () => [...objects.values()].map(String),
  };
}

describe('a delivery', () => {
  it('comes when the oldest record has waited its time, nothing between the records', async () => {
    const { put, pass, objects, texts } = await open();
    await put(['{"n":1}', '{"n":2}']);
    await pass(30_000);
    await put(['{"n":3}\n']);
    await pass(29_999);
    expect(objects.size).toBe(0);
    await pass(1);
    expect(texts()).toEqual(['{"n":1}{"n":2}{"n":3}\n']);
    expect([...objects.keys()]).toEqual([
      expect.stringMatching(/^lake\/raw\/2026\/11\/20\/04\/bars-1-2026-11-20-04-05-06-id\d+$/),
    ]);
  });

  it('comes when there is enough', async () => {
    const { put, pass, objects } = await open();
    await put(Array.from({ length: 3 }, () => 'x'.repeat(400_000)));
    await pass(0);
    expect([...objects.values()].map((body) => body.length)).toEqual([1_200_000]);
  });

  it('is gzip with a matching name, each record with a newline where the stream appends one', async () => {
    const { put, firehose, objects } = await open({
      CompressionFormat: 'GZIP',
      ProcessingConfiguration: { Enabled: true, Processors: [{ Type: 'AppendDelimiterToRecord', Parameters: [] }] },
    });
    await put(['{"n":1}', '{"n":2}']);
    await firehose.flush('bars');
    const [[key = '', body = Buffer.alloc(0)] = []] = objects;
    expect({ key, text: gunzipSync(body).toString() }).toEqual({
      key: expect.stringMatching(/\.gz$/),
      text: '{"n":1}\n{"n":2}\n',
    });
  });

  it('has the extension that it is given', async () => {
    const { put, firehose, objects } = await open({ CompressionFormat: 'GZIP', FileExtension: '.json.gz' });
    await put(['x']);
    await firehose.flush('bars');
    expect([...objects.keys()]).toEqual([expect.stringMatching(/\.json\.gz$/)]);
  });
});

describe('the limits of a call', () => {
  const record = (bytes: number) => 'x'.repeat(bytes);
  test.each([
    { name: '500 records', texts: Array.from({ length: 500 }, () => 'x'), status: 200 },
    { name: '501 records', texts: Array.from({ length: 501 }, () => 'x'), status: 400 },
    { name: 'a record of 1,000 KiB', texts: [record(1_024_000)], status: 200 },
    { name: 'a record of 1,000 KiB and a byte', texts: [record(1_024_001)], status: 400 },
    {
      name: '4 MiB in all',
      texts: [...Array.from({ length: 4 }, () => record(1_024_000)), record(98_304)],
      status: 200,
    },
    {
      name: '4 MiB and a byte',
      texts: [...Array.from({ length: 4 }, () => record(1_024_000)), record(98_305)],
      status: 400,
    },
    { name: 'no record', texts: [], status: 400 },
  ])('$name: $status, and then nothing is kept', async ({ texts, status }) => {
    const { put, firehose, objects } = await open();
    expect(await put(texts)).toMatchObject({ status });
    await firehose.flush('bars');
    expect([...objects.values()].reduce((sum, body) => sum + body.length, 0)).toBe(
      status === 200 ? texts.join('').length : 0,
    );
  });
});

describe('a fault', () => {
  test.each([
    { fault: { kind: 'throttle' }, answer: { status: 500, __type: 'ServiceUnavailableException' }, texts: [] },
    {
      fault: { kind: 'fail-records', indexes: [1] },
      answer: {
        status: 200,
        FailedPutCount: 1,
        RequestResponses: [
          { RecordId: expect.any(String) },
          { ErrorCode: 'ServiceUnavailableException' },
          { RecordId: expect.any(String) },
        ],
      },
      texts: ['ac'],
    },
    { fault: { kind: 'fail-records' }, answer: { status: 200, FailedPutCount: 3 }, texts: [] },
    { fault: { kind: 'short-answer' }, answer: { status: 200, RequestResponses: [{}, {}] }, texts: ['abc'] },
    { fault: { kind: 'drop' }, answer: { status: 200, FailedPutCount: 0 }, texts: [] },
    { fault: { kind: 'repeat' }, answer: { status: 200 }, texts: ['abc', 'abc'] },
  ])('$fault', async ({ fault, answer, texts: wanted }) => {
    const { firehose, put, texts } = await open();
    firehose.setFaults(JSON.stringify([{ about: 'bar', ...fault }]));
    expect(await put(['a', 'b', 'c'])).toMatchObject(answer);
    await firehose.flush('bars');
    expect(texts()).toEqual(wanted);
    expect(await put(['d'])).toMatchObject({ status: 200, FailedPutCount: 0 });
  });

  it('cuts the connection after the records were taken', async () => {
    const { firehose, put, texts } = await open();
    firehose.setFaults('[{ "kind": "lose-answer" }]');
    expect(await put(['a'])).toBe('cut');
    await firehose.flush('bars');
    expect(texts()).toEqual(['a']);
  });

  it('lets an object come late', async () => {
    const { firehose, put, pass, texts } = await open();
    firehose.setFaults('[{ "kind": "late", "delayMs": 5000 }]');
    await put(['a']);
    await pass(60_000);
    expect(texts()).toEqual([]);
    await pass(5_000);
    expect(texts()).toEqual(['a']);
  });

  it('sends records to the prefix of errors', async () => {
    const { firehose, put, objects } = await open({ ErrorOutputPrefix: 'errors/!{firehose:error-output-type}/' });
    firehose.setFaults('[{ "kind": "to-errors" }]');
    await put(['a']);
    await firehose.flush('bars');
    const [[key = '', body = Buffer.alloc(0)] = []] = objects;
    expect({ key, record: JSON.parse(body.toString()) as unknown }).toEqual({
      key: expect.stringMatching(/^lake\/errors\/processing-failed\/bars-1-/),
      record: expect.objectContaining({ rawData: 'YQ==' }),
    });
  });

  it("of another owner stays when one's own are set", async () => {
    const { firehose, put } = await open();
    firehose.setFaults('[{ "kind": "throttle" }]', 'one');
    firehose.setFaults('[]', 'other');
    expect(await put(['a'])).toMatchObject({ status: 500 });
  });
});

test('a stream that is not there is refused', async () => {
  const { call } = await open();
  expect(await call('PutRecord', { DeliveryStreamName: 'nope', Record: { Data: 'YQ==' } })).toMatchObject({
    status: 400,
  });
});
