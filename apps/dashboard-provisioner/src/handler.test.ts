import { describe, expect, it } from 'vitest';
import { EventError } from './event-error.ts';
import { createHandler } from './handler.ts';

const handler = createHandler({ logLevel: 'info' });

describe('the handler of dashboard-provisioner', () => {
  it('answers with the run that it worked for', async () => {
    expect(await handler({ runId: '01J' })).toEqual({ runId: '01J', logLevel: 'info' });
  });

  it.each([
    { name: 'nothing', event: undefined },
    { name: 'no run', event: {} },
    { name: 'an empty run', event: { runId: '' } },
  ])('refuses an event with $name for good', async ({ event }) => {
    const error = await handler(event).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(EventError);
    expect(error).toMatchObject({ transient: false, cause: expect.anything() });
  });
});
