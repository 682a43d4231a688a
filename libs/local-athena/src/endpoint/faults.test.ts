import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, afterAll, test } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';

let opened: Awaited<ReturnType<typeof openEndpoint>>;
beforeAll(async () => {
  opened = await openEndpoint();
});
afterEach(() => opened.setFaults([]));
afterAll(() => opened.close());

describe('a fault', () => {
  it('throttles so many starts of what it is about', async () => {
    const { athena, setFaults } = opened;
    await setFaults([{ kind: 'throttle', about: 'hourly', times: 2 }]);
    await athena.run('SELECT 1');
    for (const _ of [1, 2])
      await expect(athena.startQueryExecution({ QueryString: "SELECT 'hourly'" })).rejects.toMatchObject({
        name: 'TooManyRequestsException',
        Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED',
      });
    expect((await athena.run("SELECT 'hourly'")).Status?.State).toBe('SUCCEEDED');
  });

  it('throttles another call', async () => {
    const { athena, setFaults } = opened;
    await setFaults([{ kind: 'throttle', action: 'GetQueryExecution' }]);
    const { QueryExecutionId } = await athena.startQueryExecution({ QueryString: 'SELECT 1' });
    await expect(athena.getQueryExecution({ QueryExecutionId })).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    });
    expect((await athena.ended(QueryExecutionId)).Status?.State).toBe('SUCCEEDED');
  });

  test.each([
    { kind: 'lose-answer', error: /socket hang up|ECONNRESET|aborted/ },
    { kind: 'answer-500', error: /The response was lost/ },
  ])('$kind comes after the start: the same token finds the query', async ({ kind, error }) => {
    const { athena, setFaults } = opened;
    const input = { QueryString: 'SELECT 42', ClientRequestToken: randomUUID() };
    await setFaults([{ kind }]);
    await expect(athena.startQueryExecution(input)).rejects.toThrow(error);
    const before = (await athena.listQueryExecutions({})).QueryExecutionIds?.[0];
    expect((await athena.startQueryExecution(input)).QueryExecutionId).toBe(before);
  });

  it('keeps a query in the queue, from where it can be stopped', async () => {
    const { athena, setFaults } = opened;
    await setFaults([{ kind: 'slow-queue', queueMs: 60_000 }]);
    const { QueryExecutionId } = await athena.startQueryExecution({ QueryString: 'SELECT 1' });
    expect((await athena.getQueryExecution({ QueryExecutionId })).QueryExecution?.Status?.State).toBe('QUEUED');
    await expect(athena.getQueryResults({ QueryExecutionId })).rejects.toThrow(
      'Query has not yet finished. Current state: QUEUED',
    );
    await athena.stopQueryExecution({ QueryExecutionId });
    expect((await athena.ended(QueryExecutionId)).Status?.State).toBe('CANCELLED');
  });

  test.each([
    {
      fault: { kind: 'fail', category: 1, errorType: 1403, retryable: true, reason: 'Amazon S3 rate exceeded' },
      wanted: { ErrorCategory: 1, ErrorType: 1403, Retryable: true, ErrorMessage: 'Amazon S3 rate exceeded' },
    },
    { fault: { kind: 'fail', when: 'after', category: 3 }, wanted: { ErrorCategory: 3, Retryable: false } },
  ])('fails a query as configured: $fault', async ({ fault, wanted }) => {
    const { athena, setFaults } = opened;
    await setFaults([fault]);
    const { Status } = await athena.run('SELECT 1');
    expect(Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: Status?.AthenaError?.ErrorMessage,
      AthenaError: wanted,
    });
  });

  test.each(['{}', 'no', '[{"kind":"explode"}]', '[{"kind":"fail","category":4}]', '[{"kind":"throttle","times":0}]'])(
    'is refused when it is none: %s',
    async (json) => {
      const answer = await fetch(`${opened.url}/faults`, { method: 'POST', body: json });
      expect({ status: answer.status, text: await answer.text() }).toEqual({
        status: 400,
        text: expect.stringContaining('That is not a list of faults'),
      });
    },
  );
});
