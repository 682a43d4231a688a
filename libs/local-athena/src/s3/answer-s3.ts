import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { ResultObject, ResultObjects } from '../results/result-objects.ts';
import { parseByteRange } from './byte-range.ts';
import { listObjects } from './list-objects.ts';
import type { S3Answer } from './s3-answer.ts';
import { s3Error } from './s3-error.ts';

/** A request to S3, its address in path style: `/bucket/key?query`. */
export interface S3Request {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Parameters of a listing; `x-id` names the action and has no effect. */
const listParameters = new Set([
  ...['list-type', 'prefix', 'delimiter', 'max-keys', 'marker', 'start-after', 'continuation-token'],
  ...['encoding-type', 'fetch-owner', 'x-id'],
]);

const readOnly = 'This endpoint is read-only: it serves the results of its queries and accepts no objects or buckets.';

/**
 * Answers S3's GET and HEAD of an object, HEAD of a bucket, its location and ListObjects, for the results of queries.
 * Everything else is refused in S3's form; nothing is a path in the file system.
 *
 * @example
 * answerS3(objects, { method: 'GET', url: '/lake/results/1.csv', headers: { range: 'bytes=0-99' } }).status; // 206
 */
export function answerS3(objects: ResultObjects, { method, url, headers }: S3Request): S3Answer {
  const [path = '', search = ''] = split(url, '?');
  const [bucket, key] = decode(path);
  if (bucket === undefined || key === undefined) return s3Error('InvalidURI', "Couldn't parse the specified URI.");
  if (bucket === '')
    return s3Error('MethodNotAllowed', 'An endpoint of the Athena API: give its address to an AWS SDK, as endpoint.');
  if (method !== 'GET' && method !== 'HEAD') return s3Error('AccessDenied', readOnly);
  const query = new URLSearchParams(search);
  if (key !== '') return answerObject(objects, bucket, key, { method, query, headers });
  const listed = objects.list(bucket);
  // 404 would let clients that have just made a bucket wait for it.
  if (listed === null && method === 'HEAD') return s3Error('AccessDenied', readOnly);
  if (listed === null)
    return s3Error('NoSuchBucket', `The specified bucket does not exist: no query here wrote to ${bucket}.`);
  if (method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': 'us-east-1' }, body: null };
  if (query.has('location'))
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: '<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
    };
  const unknown = [...query.keys()].find((name) => !listParameters.has(name));
  return unknown === undefined ? listObjects(bucket, listed, query) : notImplemented(unknown);
}

function answerObject(
  objects: ResultObjects,
  bucket: string,
  key: string,
  {
    method,
    query,
    headers,
  }: { readonly method: string; readonly query: URLSearchParams; readonly headers: IncomingHttpHeaders },
): S3Answer {
  const unknown = [...query.keys()].find((name) => name !== 'x-id');
  if (unknown !== undefined) return notImplemented(unknown);
  const object = objects.find(bucket, key);
  if (object === null)
    return s3Error(
      'NoSuchKey',
      `The specified key does not exist: s3://${bucket}/${key} is not a result of a query here, or was removed.`,
    );
  const wanted = headers['if-match'];
  if (wanted !== undefined && wanted !== '*' && wanted.replaceAll('"', '') !== object.etag)
    return s3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  const range = parseByteRange(headers.range, object.bytes);
  if (range === 'none') return s3Error('InvalidRange', 'The requested range is not satisfiable');
  const from = range?.from ?? 0;
  const to = range?.to ?? object.bytes - 1;
  return {
    status: range === null ? 200 : 206,
    headers: {
      ...describe(object),
      'content-length': to - from + 1,
      ...(range !== null && { 'content-range': `bytes ${from}-${to}/${object.bytes}` }),
    },
    body: method === 'HEAD' || object.bytes === 0 ? null : object.read(from, to),
  };
}

const describe = ({ contentType, etag, modifiedAt }: ResultObject): OutgoingHttpHeaders => ({
  'content-type': contentType,
  etag: `"${etag}"`,
  'last-modified': modifiedAt.toUTCString(),
  'accept-ranges': 'bytes',
  'x-content-type-options': 'nosniff',
});

const notImplemented = (parameter: string): S3Answer =>
  s3Error('NotImplemented', `A request with the parameter ${parameter} is not supported here.`);

/** Bucket and key; nothing when the escapes are wrong. */
function decode(path: string): readonly string[] {
  try {
    const [bucket = '', key = ''] = split(path.slice(1), '/');
    return [decodeURIComponent(bucket), decodeURIComponent(key)];
  } catch {
    return [];
  }
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
