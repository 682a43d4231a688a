import type { ResultStore } from '@tickerlake/local-athena';
import { RigError } from '../errors.ts';

/** Writes objects to the rig's S3. */
export interface S3Objects extends ResultStore {
  put(bucket: string, key: string, body: Uint8Array | string, contentType: string): Promise<void>;
}

/**
 * Creates a writer of objects to moto's S3, which accepts unsigned requests.
 *
 * Its calls throw {@link RigError} when a bucket does not exist.
 * @example
 * await createS3Objects('http://127.0.0.1:5000').put('lake', 'a/b.json', '{}', 'application/json');
 */
export function createS3Objects(s3Endpoint: string): S3Objects {
  const put: S3Objects['put'] = async (bucket, key, body, contentType) => {
    const path = key.split('/').map(encodeURIComponent).join('/');
    const response = await fetch(`${s3Endpoint}/${bucket}/${path}`, {
      method: 'PUT',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': contentType },
    });
    if (!response.ok)
      throw new RigError(
        `S3 refused s3://${bucket}/${key}: ${response.status} ${(await response.text()).slice(0, 200)}`,
        { transient: response.status >= 500 },
      );
  };
  return {
    put,
    async check(location) {
      const { bucket } = parseLocation(location);
      const { ok } = await fetch(`${s3Endpoint}/${bucket}`, { method: 'HEAD' });
      if (!ok) throw new RigError(`Unable to verify/create output bucket ${bucket}`);
    },
    async write(location, text, contentType) {
      const { bucket, key } = parseLocation(location);
      await put(bucket, key, text, contentType);
    },
  };
}

function parseLocation(location: string): { readonly bucket: string; readonly key: string } {
  const [bucket = '', ...key] = location.replace(/^s3:\/\//, '').split('/');
  return { bucket, key: key.join('/') };
}
