import { describe, expect, it, test } from 'vitest';
import { parseRunEvent, parseStartEvent } from './run-event.ts';
import { type LambdaApi, startRun } from './start-run.ts';

/** Lambda as documented: one execution per name; the same payload finds it, a different one is rejected. */
function createLambda() {
  const executions = new Map<string, string>();
  const lambda: LambdaApi = {
    async invoke({ DurableExecutionName: name, Payload, InvocationType, FunctionName }) {
      expect({ InvocationType, FunctionName }).toEqual({
        InvocationType: 'Event',
        FunctionName: 'arn:orchestrator:live',
      });
      const known = executions.get(name);
      if (known !== undefined && known !== Payload)
        throw Object.assign(new Error('already started'), { name: 'DurableExecutionAlreadyStartedException' });
      executions.set(name, Payload);
      return { DurableExecutionArn: `arn:${name}` };
    },
  };
  return { executions, on: { lambda, orchestrator: 'arn:orchestrator:live' } };
}

describe('a start', () => {
  it('from the schedule, delivered twice, gives one run, named after its minute', async () => {
    const { executions, on } = createLambda();
    const event = parseStartEvent({ scheduledAt: '2026-05-29T21:15:00Z' });
    await Promise.all([startRun(event, 'request-1', on), startRun(event, 'request-2', on)]);
    expect([...executions]).toEqual([['run-20260529T211500Z', '{"runId":"run-20260529T211500Z"}']]);
  });

  test.each([
    { name: 'in another zone is the same minute', scheduledAt: '2026-05-29T23:15:00+02:00' },
    { name: 'with fractions is the same minute', scheduledAt: '2026-05-29T21:15:00.000Z' },
  ])('$name', async ({ scheduledAt }) => {
    expect(await startRun(parseStartEvent({ scheduledAt }), 'r', createLambda().on)).toEqual({
      runId: 'run-20260529T211500Z',
      isNew: true,
    });
  });

  it('by hand passes its range on, and gives one run even if Lambda invokes it again', async () => {
    const { executions, on } = createLambda();
    const event = parseStartEvent({ from: '2026-05-01', to: '2026-05-29', tickers: ['AAPL'] });
    await startRun(event, 'request-1', on);
    await startRun(event, 'request-1', on);
    expect([...executions]).toEqual([
      ['manual-request-1', '{"runId":"manual-request-1","from":"2026-05-01","to":"2026-05-29","tickers":["AAPL"]}'],
    ]);
  });

  it('under the name of another run reports that it started nothing', async () => {
    const { on } = createLambda();
    expect(await startRun(parseStartEvent({ runId: 'backfill', from: '2026-05-01' }), 'r', on)).toEqual({
      runId: 'backfill',
      isNew: true,
    });
    expect(await startRun(parseStartEvent({ runId: 'backfill', from: '2026-05-02' }), 'r', on)).toEqual({
      runId: 'backfill',
      isNew: false,
    });
  });

  it('that Lambda rejects fails, so that the schedule retries it and then keeps it', async () => {
    const lambda: LambdaApi = {
      invoke: async () =>
        Promise.reject(Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' })),
    };
    await expect(startRun({ scheduledAt: '2026-05-29T21:15:00Z' }, 'r', { lambda, orchestrator: 'o' })).rejects.toThrow(
      'Rate exceeded',
    );
  });
});

test.each([
  { name: 'a misspelt field', event: { runid: 'r1' }, parse: parseStartEvent, says: '"runid"' },
  { name: 'a date that does not exist', event: { from: '2026-02-30' }, parse: parseStartEvent, says: 'at from' },
  {
    name: 'a ticker with a quote',
    event: { tickers: ["A'; drop table x"] },
    parse: parseStartEvent,
    says: 'at tickers[0]',
  },
  { name: 'a path as an id', event: { runId: '../r1' }, parse: parseStartEvent, says: 'at runId' },
  { name: 'a schedule without a time', event: { scheduledAt: 'now' }, parse: parseStartEvent, says: 'at scheduledAt' },
  {
    name: 'a schedule with a range',
    event: { scheduledAt: '2026-05-29T21:15:00Z', from: '2026-05-01' },
    parse: parseStartEvent,
    says: '"from"',
  },
  { name: 'no id', event: {}, parse: parseRunEvent, says: 'at runId' },
  { name: 'an id of 65 characters', event: { runId: 'x'.repeat(65) }, parse: parseRunEvent, says: 'at runId' },
  { name: 'nothing', event: undefined, parse: parseRunEvent, says: 'expected object' },
])('an event with $name is rejected, and the field is named', ({ event, parse, says }) => {
  expect(() => parse(event)).toThrow(
    expect.objectContaining({ name: 'EventError', transient: false, message: expect.stringContaining(says) }),
  );
});
