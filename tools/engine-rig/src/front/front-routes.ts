import { randomUUID } from 'node:crypto';
import type { RigEndpoints } from '../rig-endpoints.ts';
import { createRigFirehose } from './firehose/rig-firehose.ts';
import { forward } from './forward.ts';
import { createGlueCaller } from './glue-caller.ts';
import type { Answer, Asked } from './front-request.ts';
import { createGlueGaps } from './glue-gaps.ts';
import { createRigAthena } from './rig-athena.ts';
import { createS3Objects } from './s3-objects.ts';

/** The handlers of the front. */
export interface FrontRoutes {
  /** `'cut'` means no response: the connection is closed. */
  answer(asked: Asked): Promise<Answer | 'cut'>;
  /** Stops the front and discards its state; moto keeps its own. */
  reset(): Promise<void>;
}

/**
 * Routes each request by its path or its `X-Amz-Target`.
 *
 * @example
 * const routes = createFrontRoutes(toEndpoints(ports));
 */
export function createFrontRoutes({ s3Endpoint, trinoUrl }: RigEndpoints): FrontRoutes {
  const toMoto = (asked: Asked): Promise<Answer> => forward(s3Endpoint, asked);
  const glue = createGlueGaps(toMoto);
  const s3 = createS3Objects(s3Endpoint);
  const athena = createRigAthena(trinoUrl, createGlueCaller(toMoto), s3);
  const firehose = createRigFirehose({ forward: toMoto, s3, newId: randomUUID, now: () => new Date(), later });
  const reset = async (): Promise<void> => {
    glue.reset();
    firehose.reset();
    await athena.reset();
  };

  return {
    reset,
    async answer(asked) {
      const { pathname, searchParams } = new URL(asked.path, 'http://127.0.0.1');
      if (pathname.startsWith('/rig/'))
        return answerRig(pathname, asked.body.toString('utf8'), searchParams.get('owner') ?? '');
      if (pathname === '/moto-api/reset') await reset();
      const [service = '', action = ''] = (asked.headers['x-amz-target'] ?? '').split('.');
      if (service === 'AWSGlue') return glue.answer(action, asked);
      if (service === 'Firehose_20150804') return firehose.answer(action, asked);
      if (service === 'AmazonAthena') return answerAthena(action, asked.body.toString('utf8'));
      return toMoto(asked);
    },
  };

  async function answerAthena(action: string, body: string): Promise<Answer | 'cut'> {
    const answer = await athena.answer(action, body);
    if (answer === 'lost') return 'cut';
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      ...(answer.errorType !== undefined && { 'x-amzn-errortype': answer.errorType }),
    };
    return { status: answer.status, headers, body: Buffer.from(answer.body) };
  }

  /** The rig's own paths. Faults are set per owner, so that parallel tests do not affect each other. */
  async function answerRig(path: string, body: string, owner: string): Promise<Answer> {
    try {
      switch (path) {
        case '/rig/health':
          return toText(200, 'ok');
        case '/rig/faults':
          return toText(204, glue.setFaults(body, owner));
        case '/rig/athena-faults':
          return toText(204, athena.setFaults(body, owner));
        case '/rig/firehose-faults':
          return toText(204, firehose.setFaults(body, owner));
        case '/rig/firehose-flush':
          return toText(204, await firehose.flush(body));
        default:
          return toText(404, `Unknown path ${path}.`);
      }
    } catch (error) {
      return toText(400, error instanceof Error ? error.message : String(error));
    }
  }
}

function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

function toText(status: number, text: string | void): Answer {
  return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text ?? '') };
}
