/**
 * The responses of S3 to the calls of the landing: put, list by prefix and delete.
 *
 * @example
 * response.end(answerS3(objects, 'PUT', '/lake/landing/a.gz', content));
 */
export function answerS3(objects: Map<string, Buffer>, method: string, path: string, sent: Buffer): string {
  const { pathname, searchParams } = new URL(path, 'http://s3');
  const place = decodeURIComponent(pathname.slice(1));
  if (method === 'PUT') {
    objects.set(place, sent);
    return '';
  }
  const bucket = `${place.replace(/\/$/, '')}/`;
  if (method === 'POST') {
    for (const [, key] of sent.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)) objects.delete(`${bucket}${key}`);
    return '<DeleteResult/>';
  }
  const found = [...objects].filter(([key]) => key.startsWith(`${bucket}${searchParams.get('prefix') ?? ''}`));
  const contents = found.map(
    ([key, content]) => `<Contents><Key>${key.slice(bucket.length)}</Key><Size>${content.length}</Size></Contents>`,
  );
  return `<ListBucketResult>${contents.join('')}</ListBucketResult>`;
}
