import type { ResultObject } from '../results/result-objects.ts';
import { escapeXml } from './escape-xml.ts';
import type { S3Answer } from './s3-answer.ts';
import { s3Error } from './s3-error.ts';

/** The most keys of a page. */
const maxPage = 1_000;

/**
 * Answers ListObjectsV2 and the older ListObjects: keys with a prefix, those below a delimiter folded into one, in pages.
 *
 * @param objects of the bucket, sorted by key.
 * @example
 * listObjects('lake', objects, new URLSearchParams('list-type=2&prefix=results/'));
 */
export function listObjects(bucket: string, objects: readonly ResultObject[], query: URLSearchParams): S3Answer {
  const isV2 = query.get('list-type') === '2';
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const asked = Number(query.get('max-keys') ?? maxPage);
  if (!Number.isSafeInteger(asked) || asked < 0) return s3Error('InvalidArgument', 'max-keys must be a number from 0.');
  const token = query.get('continuation-token');
  const after = isV2
    ? token === null
      ? (query.get('start-after') ?? '')
      : Buffer.from(token, 'base64url').toString()
    : (query.get('marker') ?? '');
  const toText = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const entries = foldKeys(objects, prefix, delimiter).filter(({ name }) => compareKeys(name, after) > 0);
  const page = entries.slice(0, Math.min(asked, maxPage));
  const isTruncated = page.length < entries.length && page.length > 0;
  const last = page.at(-1)?.name ?? '';
  const element = (name: string, text: string | number | boolean): string =>
    `<${name}>${escapeXml(String(text))}</${name}>`;
  const next = isV2 ? ['NextContinuationToken', Buffer.from(last).toString('base64url')] : ['NextMarker', toText(last)];
  const parts = [
    element('Name', bucket),
    element('Prefix', toText(prefix)),
    element('MaxKeys', asked),
    element('IsTruncated', isTruncated),
    ...(delimiter === '' ? [] : [element('Delimiter', toText(delimiter))]),
    ...(query.get('encoding-type') === 'url' ? [element('EncodingType', 'url')] : []),
    ...(isV2 ? [element('KeyCount', page.length)] : [element('Marker', toText(after))]),
    ...(isTruncated ? [element(next[0] ?? '', next[1] ?? '')] : []),
    ...page.map(({ name, object }) =>
      object === null
        ? `<CommonPrefixes>${element('Prefix', toText(name))}</CommonPrefixes>`
        : `<Contents>${element('Key', toText(name))}${element('LastModified', object.modifiedAt.toISOString())}${element('ETag', `"${object.etag}"`)}${element('Size', object.bytes)}${element('StorageClass', 'STANDARD')}</Contents>`,
    ),
  ];
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</ListBucketResult>`,
  };
}

const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Keys with the prefix; those that have the delimiter after it as their common prefix, once. */
function foldKeys(
  objects: readonly ResultObject[],
  prefix: string,
  delimiter: string,
): { readonly name: string; readonly object: ResultObject | null }[] {
  const entries = new Map<string, ResultObject | null>();
  for (const object of objects) {
    if (!object.key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    if (end < 0) entries.set(object.key, object);
    else entries.set(object.key.slice(0, end + delimiter.length), null);
  }
  return [...entries].map(([name, object]) => ({ name, object }));
}
