import {
  faults,
  inTurn,
  type ReceivedCall,
  type ServerAnswer,
  toAnswer,
  toBars,
  toNextUrl,
} from '@tickerlake/polygon-client/testing';
import { openT } from './outcome.ts';

/** What a server does while a client asks for six minute bars on three pages. */
export interface Scenario {
  readonly name: string;
  /** @param origin of the server, for links to its next pages. @param foreign the origin of another server. */
  readonly answers: (origin: string, foreign: string) => (call: ReceivedCall, before: number) => ServerAnswer;
  /** When the caller gives up, in ms; absent: never. */
  readonly abortAfterMs?: number;
  /** For our client, whose default is 30 s; the vendor's has none. */
  readonly attemptTimeoutMs?: number;
}

const page = (
  first: number,
  last: number,
  next: string | null,
  extra: object = {},
): { body: Record<string, unknown> } => ({
  body: toAnswer(toBars(first, last), { ...(next !== null && { next_url: next }), ...extra }),
});

function pages(origin: string): readonly [ServerAnswer, ServerAnswer, ServerAnswer] {
  const linkTo = (minute: number): string => toNextUrl(openT + minute * 60_000, { origin });
  return [page(0, 2, linkTo(3)), page(3, 3, linkTo(4)), page(4, 5, null)];
}

/** The three pages after a fault. */
const after = (fault: ServerAnswer) => (origin: string) => inTurn(fault, ...pages(origin));

/** The scenarios, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  { name: 'three pages', answers: (origin) => inTurn(...pages(origin)) },
  {
    name: 'a last page without `results`',
    answers: (origin) => inTurn(page(0, 5, toNextUrl(openT + 360_000, { origin })), { body: { status: 'OK' } }),
  },
  { name: '429 with `Retry-After: 1`, once', answers: after(faults.tooManyCalls('1')) },
  { name: '502 with an HTML page, once', answers: after(faults.serverError(502)) },
  { name: 'a connection that breaks before the answer, once', answers: after(faults.reset()) },
  { name: 'a connection that breaks within the answer, once', answers: after(faults.resetInBody()) },
  { name: 'cut JSON with status 200, once', answers: after(faults.cutJson()) },
  { name: 'an HTML page with status 200, always', answers: () => inTurn(faults.htmlPage()) },
  { name: 'a refusal with status 200', answers: () => inTurn(faults.refusalIn200()) },
  { name: 'an unknown key (401)', answers: () => inTurn(faults.unknownKey()) },
  { name: 'a body that never ends', answers: () => inTurn(faults.endlessBody()), attemptTimeoutMs: 300 },
  {
    name: 'a page that links to itself',
    answers: (origin) =>
      inTurn(page(0, 5, toNextUrl(openT + 360_000, { origin })), {
        body: toAnswer([], { next_url: toNextUrl(openT + 360_000, { origin }) }),
      }),
  },
  {
    name: 'a `next_url` on another host',
    answers: (_, foreign) => inTurn(page(0, 5, toNextUrl(openT + 360_000, { origin: foreign }))),
  },
  {
    name: 'the caller aborts while page 2 is on its way',
    abortAfterMs: 1_000,
    answers: (origin) => {
      const [first, second, third] = pages(origin);
      const late: ServerAnswer = (response) => {
        setTimeout(() => response.end(JSON.stringify(typeof second === 'function' ? {} : second.body)), 3_000);
      };
      return inTurn(first, late, third);
    },
  },
];
