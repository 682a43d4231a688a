import type { Answer, Asked } from '../front-request.ts';
import type { S3Objects } from '../s3-objects.ts';
import { type BufferTools, createDeliveryBuffer, type Delivery, type DeliveryBuffer } from './delivery-buffer.ts';
import { type FirehoseFault, parseFirehoseFaults } from './firehose-faults.ts';
import { parsePut, PutRefusal } from './put-request.ts';
import { fromCreate, fromDescribe, type StreamSettings } from './stream-settings.ts';
import { toErrorObject, toObject } from './to-object.ts';

/** The dependencies of the front's Firehose. */
export interface RigFirehoseTools extends Pick<BufferTools, 'now' | 'later'> {
  readonly forward: (asked: Asked) => Promise<Answer>;
  readonly s3: Pick<S3Objects, 'put'>;
  readonly newId: () => string;
}

/** The front's Firehose: moto keeps the streams, deliveries are made here. */
export interface RigFirehose {
  answer(action: string, asked: Asked): Promise<Answer | 'cut'>;
  /** Delivers immediately what the streams with this part of a name hold, and waits for completion. */
  flush(namePart: string): Promise<void>;
  setFaults(json: string, owner?: string): void;
  reset(): void;
}

/**
 * Firehose as on AWS: limits, buffering by size and time, prefixes, gzip, and injected faults.
 *
 * @example
 * const firehose = createRigFirehose({ forward, s3, now: () => new Date(), later, newId: randomUUID });
 */
export function createRigFirehose({ forward, s3, newId, now, later }: RigFirehoseTools): RigFirehose {
  const streams = new Map<string, { readonly settings: StreamSettings; readonly buffer: DeliveryBuffer }>();
  const writing = new Set<Promise<unknown>>();
  let faults: (FirehoseFault & { readonly owner: string })[] = [];

  function takeFault<Kind extends FirehoseFault['kind']>(
    kinds: readonly Kind[],
    stream: string,
  ): Extract<FirehoseFault, { kind: Kind }> | undefined {
    const isMeant = (fault: FirehoseFault): fault is Extract<FirehoseFault, { kind: Kind }> =>
      (kinds as readonly string[]).includes(fault.kind) && stream.includes(fault.about) && fault.times > 0;
    for (const fault of faults) {
      if (!isMeant(fault)) continue;
      fault.times -= 1;
      return fault;
    }
    return undefined;
  }

  function deliver(delivery: Delivery): void {
    const { settings } = delivery;
    const fault = takeFault(['late', 'drop', 'repeat', 'to-errors'], settings.name);
    if (fault?.kind === 'drop') return;
    const write = async (): Promise<void> => {
      const { key, body } =
        fault?.kind === 'to-errors' ? toErrorObject(delivery, newId()) : toObject(delivery, newId());
      await s3.put(settings.bucket, key, body, 'application/octet-stream');
    };
    const start = (): void => {
      // AWS retries for a day without reporting an error: a deleted bucket shows only as missing objects.
      const work: Promise<unknown> = write()
        .catch(() => undefined)
        .finally(() => writing.delete(work));
      writing.add(work);
    };
    if (fault?.kind === 'late') return void later(fault.delayMs, start);
    start();
    if (fault?.kind === 'repeat') start();
  }

  function remember(settings: StreamSettings | null): void {
    if (settings !== null)
      streams.set(settings.name, { settings, buffer: createDeliveryBuffer(settings, { now, later, deliver }) });
  }

  async function findBuffer(stream: string, asked: Asked): Promise<DeliveryBuffer> {
    const known = streams.get(stream);
    if (known !== undefined) return known.buffer;
    const headers = { ...asked.headers, 'x-amz-target': 'Firehose_20150804.DescribeDeliveryStream' };
    const { status, body } = await forward({
      ...asked,
      headers,
      body: Buffer.from(JSON.stringify({ DeliveryStreamName: stream })),
    });
    if (status !== 200)
      throw new PutRefusal('ResourceNotFoundException', `Firehose ${stream} under account 123456789012 not found.`);
    remember(fromDescribe(JSON.parse(body.toString('utf8'))));
    const found = streams.get(stream);
    if (found === undefined)
      throw new PutRefusal(
        'InvalidArgumentException',
        `The stream ${stream} does not deliver to S3, the only destination this stand-in supports.`,
      );
    return found.buffer;
  }

  async function put(action: 'PutRecord' | 'PutRecordBatch', asked: Asked): Promise<Answer | 'cut'> {
    const { stream, records } = parsePut(action, JSON.parse(asked.body.toString('utf8')));
    const buffer = await findBuffer(stream, asked);
    if (takeFault(['throttle'], stream) !== undefined)
      throw new PutRefusal('ServiceUnavailableException', 'Slow down.');
    const failing = takeFault(['fail-records'], stream);
    const isFailed = (index: number): boolean => failing !== undefined && (failing.indexes?.includes(index) ?? true);
    buffer.add(records.filter((_, index) => !isFailed(index)));
    const lost = takeFault(['lose-answer', 'short-answer'], stream);
    if (lost?.kind === 'lose-answer') return 'cut';
    const responses = records.map((_, index) =>
      isFailed(index)
        ? { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' }
        : { RecordId: newId() },
    );
    if (action === 'PutRecordBatch')
      return toJson(200, {
        FailedPutCount: records.filter((_, index) => isFailed(index)).length,
        Encrypted: false,
        RequestResponses: lost === undefined ? responses : responses.slice(1),
      });
    if (isFailed(0)) throw new PutRefusal('ServiceUnavailableException', 'Slow down.');
    return toJson(200, { ...responses[0], Encrypted: false });
  }

  async function create(asked: Asked): Promise<Answer> {
    const settings = fromCreate(JSON.parse(asked.body.toString('utf8')));
    const answer = await forward(asked);
    if (answer.status === 200) remember(settings);
    return answer;
  }

  async function remove(asked: Asked): Promise<Answer> {
    const { DeliveryStreamName } = JSON.parse(asked.body.toString('utf8')) as { DeliveryStreamName?: string };
    streams.get(DeliveryStreamName ?? '')?.buffer.flush();
    streams.delete(DeliveryStreamName ?? '');
    return forward(asked);
  }

  return {
    async answer(action, asked) {
      try {
        if (action === 'PutRecord' || action === 'PutRecordBatch') return await put(action, asked);
        if (action === 'CreateDeliveryStream') return await create(asked);
        return action === 'DeleteDeliveryStream' ? await remove(asked) : await forward(asked);
      } catch (error) {
        const type = error instanceof PutRefusal ? error.type : 'InvalidArgumentException';
        return toJson(type === 'ServiceUnavailableException' ? 500 : 400, {
          __type: type,
          message: error instanceof Error ? error.message : String(error),
        });
      }
    },
    async flush(namePart) {
      for (const { settings, buffer } of streams.values()) if (settings.name.includes(namePart)) buffer.flush();
      await Promise.all(writing);
    },
    setFaults(json, owner = '') {
      const own = parseFirehoseFaults(json).map((fault) => ({ ...fault, owner }));
      faults = [...faults.filter((fault) => fault.owner !== owner), ...own];
    },
    reset() {
      for (const { buffer } of streams.values()) buffer.drop();
      streams.clear();
      faults = [];
    },
  };
}

function toJson(status: number, value: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify(value)),
  };
}
