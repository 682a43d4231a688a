import { describe, expect, test } from 'vitest';
import type { FirehoseAnswer, FirehoseApi } from './firehose-api.ts';
import { FirehoseError } from './firehose-error.ts';
import { sendBatch } from './send-batch.ts';

const batch = ['a', 'b', 'c', 'd'].map((text) => new TextEncoder().encode(text));
const named = (name: string): Error => Object.assign(new Error(`${name} happened`), { name });

/** Firehose that answers each call as scripted: failed indexes, an error, or fewer answers than records. */
function scripted(script: readonly (readonly number[] | Error | { readonly answered: number })[]) {
  const calls: string[] = [];
  const firehose: FirehoseApi = {
    async putRecordBatch({ Records }): Promise<FirehoseAnswer> {
      const step = script[calls.length] ?? [];
      calls.push(Records.map(({ Data }) => new TextDecoder().decode(Data)).join(''));
      if (step instanceof Error) throw step;
      const failed = 'answered' in step ? [] : step;
      const responses = Records.map((_, index) =>
        failed.includes(index)
          ? { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' }
          : { RecordId: String(index) },
      );
      return {
        FailedPutCount: failed.length,
        RequestResponses: 'answered' in step ? responses.slice(0, step.answered) : responses,
      };
    },
  };
  return { firehose, calls };
}

function send(script: Parameters<typeof scripted>[0], signal?: AbortSignal) {
  const { firehose, calls } = scripted(script);
  const waits: number[] = [];
  const clock = { now: () => new Date(0), sleep: async (ms: number) => void waits.push(ms) };
  const result = sendBatch(
    { firehose, stream: 'raw-bars', clock, random: () => 0.5, ...(signal && { signal }) },
    batch,
  );
  return { result, calls, waits };
}

describe('a batch', () => {
  test.each([
    { name: 'taken at once', script: [], calls: ['abcd'], sent: 4 },
    { name: 'part fails: only that part is sent again', script: [[1, 3]], calls: ['abcd', 'bd'], sent: 6 },
    {
      name: 'part fails twice: indexes are those of the call',
      script: [[1, 3], [0]],
      calls: ['abcd', 'bd', 'b'],
      sent: 7,
    },
    { name: 'all fail', script: [[0, 1, 2, 3]], calls: ['abcd', 'abcd'], sent: 8 },
    {
      name: 'fewer results than records: the rest is sent again',
      script: [{ answered: 3 }],
      calls: ['abcd', 'd'],
      sent: 5,
    },
    {
      name: 'throttled three times',
      script: [named('ServiceUnavailableException'), named('ThrottlingException'), named('TimeoutError')],
      calls: ['abcd', 'abcd', 'abcd', 'abcd'],
      sent: 16,
    },
  ])('$name', async ({ script, calls: expected, sent }) => {
    const { result, calls } = send(script);
    expect(await result).toBe(sent);
    expect(calls).toEqual(expected);
  });

  test('waits longer each time, never over five seconds', async () => {
    const { result, waits } = send(Array.from({ length: 9 }, () => [0]));
    await result;
    expect(waits).toEqual([100, 200, 400, 800, 1_600, 2_500, 2_500, 2_500, 2_500]);
  });

  test('fails after ten rounds, naming what failed and that it can be sent again', async () => {
    const { result, calls } = send(Array.from({ length: 20 }, () => [0]));
    await expect(result).rejects.toMatchObject({
      name: 'FirehoseError',
      stream: 'raw-bars',
      failedRecords: 1,
      code: 'ServiceUnavailableException',
      transient: true,
    });
    expect(calls).toHaveLength(10);
  });

  test.each(['ResourceNotFoundException', 'AccessDeniedException'])('%s is not tried again', async (name) => {
    const { result, calls } = send([named(name)]);
    await expect(result).rejects.toBeInstanceOf(FirehoseError);
    expect(calls).toHaveLength(1);
  });

  test('is not sent when aborted', async () => {
    const reason = new Error('Ctrl-C');
    const { result, calls } = send([], AbortSignal.abort(reason));
    await expect(result).rejects.toBe(reason);
    expect(calls).toEqual([]);
  });
});
