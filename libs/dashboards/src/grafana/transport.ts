import * as z from 'zod';
import { failureAdvice } from './failure-advice.ts';
import { GrafanaError, type GrafanaFailure } from './grafana-error.ts';
import { parseGrafanaAddress } from './grafana-address.ts';

/** What the client needs from the world. */
export interface TransportOptions {
  /** Grafana's address, with its sub-path: `https://grafana.example.com/team`. */
  readonly url: string;
  /** A service account token. It travels in the Authorization header and appears nowhere else. */
  readonly token: string;
  readonly fetch: typeof fetch;
  /** Whether the address may be plain http on another machine; default false. */
  readonly allowsHttp?: boolean;
  /** Ends calls that wait for an answer; what is thrown then is its reason. */
  readonly signal?: AbortSignal;
  /** Waits between attempts, in ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** How long one answer may take, in ms; 30 s by default. */
  readonly timeoutMs?: number;
  /** Further texts that no message may hold, such as the data source's keys. */
  readonly secrets?: readonly string[];
}

/** One call. */
export interface GrafanaRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** What the answer must look like. */
  readonly answer: z.ZodType<T>;
  /** Whether a repetition does no harm. Reads are by themselves; a write whose answer was lost may have been done. */
  readonly isRepeatable?: boolean;
  /** Statuses besides 2xx whose body is an answer too: a health check says 400 for "not well". */
  readonly alsoAnswers?: readonly number[];
}

/** Sends calls to one Grafana. */
export interface Transport {
  readonly url: string;
  /** The answer. @throws {GrafanaError} */
  send<T>(request: GrafanaRequest<T>): Promise<T>;
  /** The answer, or null when Grafana says that there is no such thing. @throws {GrafanaError} */
  find<T>(request: GrafanaRequest<T>): Promise<T | null>;
}

/** Statuses that pass by themselves. 429 was not worked on, so even a write may be repeated. */
const passing: readonly number[] = [429, 502, 503, 504];
const attempts = 3;
const firstPauseMs = 300;

/** What Grafana says about a failure: legacy routes `message` and `status`, `/apis` a Kubernetes Status. */
const Refusal = z.object({ message: z.string().optional(), status: z.union([z.string(), z.number()]).optional(), reason: z.string().optional() });

/**
 * The one place that talks HTTP: header token, time limit, answers checked with zod, and repetition only where it can do no harm
 * (reads; anything after 429).
 *
 * @throws {GrafanaError} When the address is no address.
 * @example
 * const transport = createTransport({ url: 'https://grafana.example.com', token, fetch, sleep });
 * await transport.send({ method: 'GET', path: '/api/health', answer: z.object({ version: z.string() }) });
 */
export function createTransport(options: TransportOptions): Transport {
  const url = parseGrafanaAddress(options.url, options);
  const secrets = [options.token, ...(options.secrets ?? [])].filter((secret) => secret !== '');
  const redact = (text: string): string => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);

  const once = async <T>(request: GrafanaRequest<T>): Promise<T> => {
    const { status, location, text } = await exchange(url, request, options, redact);
    const failure = { method: request.method, path: request.path, status, reason: null, transient: passing.includes(status) };
    const what = `Grafana at ${url} answered ${request.method} ${request.path} with`;
    if (status >= 300 && status < 400) {
      throw new GrafanaError(`${what} a redirection (${status}) to ${redact(location ?? 'nowhere')}. Set GRAFANA_URL to where Grafana really is.`, failure);
    }
    const json = text === '' ? null : parseJson(text); // a removal may be answered with nothing
    const isAnswer = (status >= 200 && status < 300) || (request.alsoAnswers ?? []).includes(status);
    if (json === undefined) {
      throw new GrafanaError(`${what} ${status} and something that is not JSON. Is there a Grafana at this address, or a login page or a proxy? Check GRAFANA_URL.`, failure);
    }
    if (!isAnswer) throw refusalError(what, json, failure, redact);
    const parsed = request.answer.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new GrafanaError(`${what} JSON of another form than is known:\n${redact(z.prettifyError(parsed.error))}\nIs this Grafana newer than 13? Run doctor.`, failure, { cause: parsed.error });
  };

  const send = async <T>(request: GrafanaRequest<T>): Promise<T> => {
    const isRepeatable = request.isRepeatable ?? request.method === 'GET';
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(request);
      } catch (error) {
        const mayRepeat = error instanceof GrafanaError && error.transient && (isRepeatable || error.status === 429);
        if (!mayRepeat || attempt === attempts) throw error;
        await options.sleep(firstPauseMs * 2 ** (attempt - 1));
      }
    }
  };

  const find = async <T>(request: GrafanaRequest<T>): Promise<T | null> => {
    try {
      return await send(request);
    } catch (error) {
      if (error instanceof GrafanaError && error.status === 404) return null;
      throw error;
    }
  };

  return { url, send, find };
}

interface Exchanged {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

async function exchange(url: string, request: GrafanaRequest<unknown>, options: TransportOptions, redact: (text: string) => string): Promise<Exchanged> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await options.fetch(`${url}${request.path}`, {
      method: request.method,
      headers: { Accept: 'application/json', Authorization: `Bearer ${options.token}`, ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal: options.signal === undefined ? late : AbortSignal.any([options.signal, late]),
    });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  } catch (cause) {
    options.signal?.throwIfAborted();
    const failure: GrafanaFailure = { method: request.method, path: request.path, status: null, reason: null, transient: true };
    const why = cause instanceof Error && cause.name === 'TimeoutError' ? `no answer within ${timeoutMs / 1000} s` : redact(rootMessage(cause));
    throw new GrafanaError(`Grafana at ${url} cannot be reached (${request.method} ${request.path}): ${why}. Check GRAFANA_URL, the network and that Grafana runs.`, failure);
  }
}

/** fetch says "fetch failed" and hides the reason in its cause. The cause itself is not kept: it may hold the request's headers. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) return rootMessage(error.errors[0]);
  return error.cause === undefined ? error.message : rootMessage(error.cause);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalError(what: string, json: unknown, failure: GrafanaFailure & { readonly status: number }, redact: (text: string) => string): GrafanaError {
  const refusal = Refusal.safeParse(json);
  const said = refusal.success ? refusal.data : {};
  const reason = said.reason ?? (typeof said.status === 'string' ? said.status : null);
  const message = redact(said.message ?? 'it gives no reason');
  return new GrafanaError(`${what} ${failure.status}${reason === null ? '' : ` ${reason}`}: ${message}\n${failureAdvice(failure.status, reason)}`, { ...failure, reason });
}
