import type { CallGlue } from '@tickerlake/local-athena';
import { RigError } from '../errors.ts';
import type { Answer, Asked } from './front-request.ts';

/**
 * Calls Glue as an SDK does; null for EntityNotFoundException.
 *
 * @throws {RigError} for any other failure, with Glue's message.
 * @example
 * const callGlue = createGlueCaller((asked) => forward('http://127.0.0.1:5000', asked));
 * await callGlue('GetTable', { DatabaseName: 'lake', Name: 'bars' });
 */
export function createGlueCaller(send: (asked: Asked) => Promise<Answer>): CallGlue {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    // moto identifies the service by the signature's scope and does not verify the signature.
    authorization:
      'AWS4-HMAC-SHA256 Credential=x/20261120/us-east-1/glue/aws4_request, SignedHeaders=host, Signature=x',
  };
  return async (action, input) => {
    const { status, body } = await send({
      method: 'POST',
      path: '/',
      headers: { ...headers, 'x-amz-target': `AWSGlue.${action}` },
      body: Buffer.from(JSON.stringify(input)),
    });
    const text = body.toString('utf8');
    if (status === 200) return JSON.parse(text) as unknown;
    if (text.includes('EntityNotFoundException')) return null;
    throw new RigError(`Glue's ${action} answered ${status}: ${text.slice(0, 300)}`, { transient: status >= 500 });
  };
}
