import { onTestFinished } from 'vitest';
import { type ReceivedCall, type ServerAnswer, serveVendor, type VendorServer } from './serve-vendor.ts';

export { inTurn, type ServerAnswer } from './serve-vendor.ts';

/**
 * `serveVendor`, closed when the test ends.
 *
 * @example
 * const server = await startVendorServer(() => ({ status: 503 }));
 */
export async function startVendorServer(
  answer: (call: ReceivedCall, before: number) => ServerAnswer,
): Promise<VendorServer> {
  const server = await serveVendor(answer);
  onTestFinished(() => server.close());
  return server;
}
