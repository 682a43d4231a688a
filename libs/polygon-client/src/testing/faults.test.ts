import { expect, it } from 'vitest';
import { createPolygonClient } from '../create-polygon-client.ts';
import { faults } from './faults.ts';
import { toAnswer, toBars } from './synthetic-bars.ts';
import { canaryKey, createTestClient, minutesOfADay, rejectionOf } from './test-client.ts';
import { inTurn, startVendorServer } from './vendor-server.ts';

const bars = { body: toAnswer(toBars(0, 2)) };

it.each([
  { name: 'a 429 with seconds', fault: faults.tooManyCalls('30'), waits: [30_000] },
  { name: 'a 429 without a time', fault: faults.tooManyCalls(), waits: [61_000] },
  { name: 'a 502', fault: faults.serverError(), waits: [500] },
  { name: 'a page for people', fault: faults.htmlPage(), waits: [500] },
  { name: 'a cut body', fault: faults.cutJson(), waits: [500] },
  { name: 'a reset', fault: faults.reset(), waits: [500] },
  { name: 'a reset in a body', fault: faults.resetInBody(), waits: [500] },
])('after $name the client asks again and gets every bar', async ({ fault, waits }) => {
  const server = await startVendorServer(inTurn(fault, bars));
  const { client, clock } = createTestClient({ baseUrl: server.url });

  expect(await client.aggregates(minutesOfADay)).toEqual(toBars(0, 2));
  expect(clock.waits).toEqual(waits);
});

it.each([
  { name: 'a refusal in a 200', fault: faults.refusalIn200(), code: 'entitlement' },
  { name: 'an unknown key', fault: faults.unknownKey(), code: 'auth' },
  { name: 'a redirect', fault: faults.redirect(), code: 'network' },
])('after $name the client does not ask again', async ({ fault, code }) => {
  const server = await startVendorServer(inTurn(fault, bars));
  const { client } = createTestClient({ baseUrl: server.url });

  expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ code, transient: false });
  expect(server.calls).toHaveLength(1);
});

it('a body that never ends is a timeout', async () => {
  const server = await startVendorServer(inTurn(faults.endlessBody()));
  const client = createPolygonClient({
    apiKey: canaryKey,
    baseUrl: server.url,
    attemptTimeoutMs: 20,
    retry: { attempts: 1 },
  });

  expect(await rejectionOf(client.aggregates(minutesOfADay))).toMatchObject({ code: 'timeout', transient: true });
});
