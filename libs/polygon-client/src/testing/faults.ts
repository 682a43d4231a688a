import type { ServerAnswer } from './serve-vendor.ts';
import { toAnswer, toBars } from './synthetic-bars.ts';

/**
 * Faults of the vendor, or of something between it and you: each is an answer for `serveVendor`.
 *
 * @example
 * const server = await serveVendor(inTurn(faults.tooManyCalls('30'), { body: toAnswer([]) }));
 */
export const faults = {
  /** 429 with the vendor's text. `retryAfter`: seconds, or an HTTP date; the vendor sends none. */
  tooManyCalls: (retryAfter?: string): ServerAnswer => ({
    status: 429,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    body: {
      status: 'ERROR',
      error: "You've exceeded the maximum requests per minute, please wait or upgrade your subscription to continue.",
    },
  }),
  /** A proxy's HTML page with an error status. */
  serverError: (status = 502): ServerAnswer => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html><head><title>${status} Bad Gateway</title></head></html>`,
  }),
  /** 200 with a page for people in place of JSON. */
  htmlPage: (): ServerAnswer => ({
    headers: { 'content-type': 'text/html' },
    body: '<html><title>Maintenance</title></html>',
  }),
  /** 200 with a body that ends in the middle. */
  cutJson: (): ServerAnswer => {
    const text = JSON.stringify(toAnswer(toBars(0, 9)));
    return { body: text.slice(0, text.length / 2) };
  },
  /** The connection breaks before an answer. */
  reset: (): ServerAnswer => (response) => void response.destroy(),
  /** The connection breaks in the middle of a body. */
  resetInBody: (): ServerAnswer => (response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write('{"results":[', () => response.destroy());
  },
  /** A body that begins and never ends. */
  endlessBody: (): ServerAnswer => (response) => {
    response.writeHead(200);
    response.write('{"results":[');
  },
  /** 200 with a refusal in its body. */
  refusalIn200: (): ServerAnswer => ({
    body: { status: 'NOT_AUTHORIZED', message: 'You are not entitled to this data.' },
  }),
  /** 401. */
  unknownKey: (): ServerAnswer => ({ status: 401, body: { status: 'ERROR', error: 'Unknown API Key' } }),
  /** A redirect to another host. */
  redirect: (location = 'https://example.com/'): ServerAnswer => ({ status: 302, headers: { location } }),
} as const;
