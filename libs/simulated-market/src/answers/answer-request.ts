import { requireApiKey } from '../gate/api-key.ts';
import { hashText } from '../random/counter-hash.ts';
import { ApiRefusal, REFUSALS } from '../gate/api-refusal.ts';
import { toVendorJson } from '../json/to-vendor-json.ts';
import { ENDPOINTS } from './endpoints.ts';
import { type AnswerBody, type MarketContext } from './market-context.ts';

/** The context of one request. */
export interface RequestSurroundings {
  readonly seed: string;
  readonly nowMs: number;
  /** Where `next_url` points; null: the request's own origin. */
  readonly nextUrlOrigin: string | null;
  readonly apiKeys: readonly string[] | null;
  /** The limiter of a key: whether one more call may start. */
  tryStart(key: string): boolean;
}

/** 32 hexadecimal digits that depend on the seed, the time and the request, but not on the number of earlier calls. */
function toRequestId(seed: string, nowMs: number, target: string): string {
  return ['a', 'b', 'c', 'd']
    .map((part) => (hashText(`${part}/${seed}/${nowMs}/${target}`) >>> 0).toString(16).padStart(8, '0'))
    .join('');
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw REFUSALS.badParameter('path', 'percent-encoded UTF-8');
  }
}

function findAnswer(url: URL, market: MarketContext, requestId: string, surroundings: RequestSurroundings): AnswerBody {
  for (const endpoint of ENDPOINTS) {
    const found = matchPath(endpoint.path, url.pathname);
    if (found === null) continue;
    const parts = found.map(decodePart);
    const origin = surroundings.nextUrlOrigin ?? url.origin;
    return endpoint.answer(
      { url, parts, query: url.searchParams, requestId, origin, nowMs: surroundings.nowMs },
      market,
    );
  }
  throw REFUSALS.notSimulated(
    url.pathname,
    ENDPOINTS.map(({ path }) => path),
  );
}

/** The variable parts of a path; null when it is another one. */
function matchPath(template: string, pathname: string): readonly string[] | null {
  const [wanted, given] = [template.split('/'), pathname.split('/')];
  const isSame =
    wanted.length === given.length &&
    wanted.every((part, at) => (isVariable(part) ? given[at] !== '' : part === given[at]));
  return isSame ? given.filter((_, at) => isVariable(wanted[at] ?? '')) : null;
}

const isVariable = (part: string): boolean => part.startsWith('{');

function toResponse(status: number, body: AnswerBody, requestId: string): Response {
  // Bytes, not text: in a test that replaces timers, Node never finishes reading a body made of text.
  return new Response(body instanceof Uint8Array ? body : new TextEncoder().encode(toVendorJson(body)), {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Request-Id': requestId, Vary: 'Accept-Encoding' },
  });
}

/**
 * Handles one request: key, limiter, endpoint, envelope. Refusals become the vendor's error bodies.
 *
 * @example
 * const response = answerRequest(new Request(url), market, surroundings);
 */
export function answerRequest(request: Request, market: MarketContext, surroundings: RequestSurroundings): Response {
  const url = new URL(request.url);
  const requestId = toRequestId(surroundings.seed, surroundings.nowMs, `${url.pathname}${url.search}`);
  try {
    if (request.method !== 'GET') throw REFUSALS.methodNotAllowed();
    const key = requireApiKey(request.headers, url.searchParams, surroundings.apiKeys);
    if (!surroundings.tryStart(key)) throw REFUSALS.tooManyCalls();
    return toResponse(200, findAnswer(url, market, requestId, surroundings), requestId);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return toResponse(error.httpStatus, error.toBody(requestId), requestId);
  }
}
