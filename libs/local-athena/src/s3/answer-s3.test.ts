import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openResultFolder } from '../results/result-folder.ts';
import { createResultObjects, type ResultObjects } from '../results/result-objects.ts';
import { answerS3 } from './answer-s3.ts';

const folder = openResultFolder();
let objects: ResultObjects;

async function put(location: string, content: string) {
  const writer = await objects.begin('1', location, 'text/csv', 100);
  await writer.write(content);
  await writer.end();
}

beforeAll(async () => {
  objects = createResultObjects(folder, () => new Date('2026-05-29T20:00:00Z'));
  await put('s3://lake/results/a.csv', '0123456789');
  await put('s3://lake/results/deep/b c&d.csv', 'é');
  await put('s3://lake/z.csv', '');
});
afterAll(() => folder.remove());

async function ask(url: string, { method = 'GET', ...headers }: Readonly<Record<string, string>> = {}) {
  const answer = answerS3(objects, { method, url, headers });
  const body = answer.body === null || typeof answer.body === 'string' ? answer.body : await text(answer.body);
  return { status: answer.status, headers: answer.headers, body: body ?? '' };
}

describe('an object', () => {
  it('is read whole, with what S3 says of it', async () => {
    expect(await ask('/lake/results/a.csv?x-id=GetObject')).toEqual({
      status: 200,
      headers: {
        'content-type': 'text/csv',
        'content-length': 10,
        etag: '"781e5e245d69b566979b86e28d23f2c7"',
        'last-modified': 'Fri, 29 May 2026 20:00:00 GMT',
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
      },
      body: '0123456789',
    });
    expect(await ask('/lake/results/deep/b%20c%26d.csv')).toMatchObject({ status: 200, body: 'é' });
    expect(await ask('/lake/results/a.csv', { method: 'HEAD' })).toMatchObject({
      status: 200,
      headers: { 'content-length': 10 },
      body: '',
    });
    expect(await ask('/lake/z.csv')).toMatchObject({ status: 200, headers: { 'content-length': 0 }, body: '' });
  });

  test.each([
    { range: 'bytes=0-3', status: 206, body: '0123', contentRange: 'bytes 0-3/10' },
    { range: 'bytes=7-', status: 206, body: '789', contentRange: 'bytes 7-9/10' },
    { range: 'bytes=-2', status: 206, body: '89', contentRange: 'bytes 8-9/10' },
    { range: 'bytes=8-99', status: 206, body: '89', contentRange: 'bytes 8-9/10' },
    { range: 'bytes=-99', status: 206, body: '0123456789', contentRange: 'bytes 0-9/10' },
    { range: 'bytes=0-1,4-5', status: 200, body: '0123456789', contentRange: undefined },
    { range: 'lines=1-2', status: 200, body: '0123456789', contentRange: undefined },
  ])('is read in part: $range', async ({ range, status, body, contentRange }) => {
    const answer = await ask('/lake/results/a.csv', { range });
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers['content-range']).toBe(contentRange);
  });
});

describe('a listing', () => {
  const keysOf = (body: string) => [...body.matchAll(/<(?:Key|Prefix)>([^<]+)</g)].map(([, key]) => key);

  it('has keys in order, in pages, folded at a delimiter', async () => {
    expect(keysOf((await ask('/lake?list-type=2')).body)).toEqual([
      'results/a.csv',
      'results/deep/b c&amp;d.csv',
      'z.csv',
    ]);
    expect(keysOf((await ask('/lake?list-type=2&prefix=results%2F&delimiter=%2F')).body)).toEqual([
      'results/',
      'results/a.csv',
      'results/deep/',
    ]);
    const first = await ask('/lake/?list-type=2&max-keys=2&encoding-type=url');
    expect(keysOf(first.body)).toEqual(['results%2Fa.csv', 'results%2Fdeep%2Fb%20c%26d.csv']);
    const [, token = ''] = /<NextContinuationToken>([^<]+)</.exec(first.body) ?? [];
    const last = await ask(`/lake?list-type=2&continuation-token=${token}`);
    expect(keysOf(last.body)).toEqual(['z.csv']);
    expect(last.body).toContain('<IsTruncated>false</IsTruncated>');
  });

  it('of a bucket tells where it is', async () => {
    expect(await ask('/lake', { method: 'HEAD' })).toMatchObject({ status: 200 });
    expect((await ask('/lake?location')).body).toContain('<LocationConstraint');
  });
});

describe('what is no result', () => {
  test.each([
    { url: '/lake/results/nope.csv', code: 'NoSuchKey' },
    { url: '/lake/../../etc/hostname', code: 'NoSuchKey' },
    { url: '/lake/%2e%2e%2f%2e%2e%2fetc%2fhostname', code: 'NoSuchKey' },
    { url: '//etc/hostname', code: 'MethodNotAllowed' },
    { url: '/etc/hostname', code: 'NoSuchKey' },
    { url: '/tmp?list-type=2', code: 'NoSuchBucket' },
    { url: '/lake/%', code: 'InvalidURI' },
    { url: '/lake/results/a.csv', headers: { range: 'bytes=10-' }, code: 'InvalidRange' },
    { url: '/lake/results/a.csv', headers: { 'if-match': '"other"' }, code: 'PreconditionFailed' },
    { url: '/lake/results/a.csv', headers: { method: 'PUT' }, code: 'AccessDenied' },
    { url: '/lake/results/a.csv', headers: { method: 'DELETE' }, code: 'AccessDenied' },
    { url: '/lake?delete', headers: { method: 'POST' }, code: 'AccessDenied' },
    { url: '/made', headers: { method: 'PUT' }, code: 'AccessDenied' },
    { url: '/lake?versioning', code: 'NotImplemented' },
    { url: '/lake/results/a.csv?acl', code: 'NotImplemented' },
    { url: '/lake?list-type=2&max-keys=x', code: 'InvalidArgument' },
    { url: '/', code: 'MethodNotAllowed' },
  ] as const)('is refused: $url $headers', async ({ url, code, ...asked }) => {
    const { status, body } = await ask(url, 'headers' in asked ? asked.headers : {});
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toContain(`<Code>${code}</Code>`);
  });
});
