import * as z from 'zod';
import { failureAdvice } from './failure-advice.ts';
import { GrafanaError, type GrafanaFailure } from './grafana-error.ts';
import { parseGrafanaAddress } from './grafana-address.ts';

/** Dependencies of the client. */
export interface TransportOptions {
  /** Grafana's address, with its sub-path: `https://grafana.example.com/team`. */
  readonly url: string;
  /** A service account token. It is sent in the Authorization header and appears nowhere else. */
  readonly token: string;
  readonly fetch: typeof fetch;
  /** Whether plain http to another machine is allowed; default false. */
  readonly allowsHttp?: boolean;
  /** Cancels pending calls; they throw its reason. */
  readonly signal?: AbortSignal;
  /** Waits between attempts, in ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Timeout per response, in ms; 30 s by default. */
  readonly timeoutMs?: number;
  /** Additional texts to redact from messages, such as the data source's keys. */
  readonly secrets?: readonly string[];
}

/** One call. */
export interface GrafanaRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The schema of the response. */
  readonly answer: z.ZodType<T>;
  /**
   * Whether the call can be repeated safely. Reads always can; a write with a lost response may have been processed.
   */
  readonly isRepeatable?: boolean;
  /** Statuses other than 2xx whose body is a valid response: a health check returns 400 for "unhealthy". */
  readonly alsoAnswers?: readonly number[];
}

/** Sends calls to one Grafana. */
export interface Transport {
  readonly url: string;
  /** The response. @throws {GrafanaError} */
  send<T>(request: GrafanaRequest<T>): Promise<T>;
  /** The response, or null if Grafana returns 404. @throws {GrafanaError} */
  find<T>(request: GrafanaRequest<T>): Promise<T | null>;
}

/** Transient statuses. A call with 429 was not processed, so even a write can be repeated. */
const passing: readonly number[] = [429, 502, 503, 504];
const attempts = 3;
const firstPauseMs = 300;

/** Grafana's error body: `message` and `status` on legacy routes, a Kubernetes Status on `/apis`. */
const Refusal = z.object({
  message: z.string().optional(),
  status: z.union([z.string(), z.number()]).optional(),
  reason: z.string().optional(),
});

/**
 * The only module that uses HTTP: token header, timeout, responses validated with zod, and retries only where they are
 * safe (reads; anything after 429).
 *
 * @throws {GrafanaError} When the address is malformed.
 * @example
 * const transport = createTransport({ url: 'https://grafana.example.com', token, fetch, sleep });
 * await transport.send({ method: 'GET', path: '/api/health', answer: z.object({ version: z.string() }) });
 */
export function createTransport(options: TransportOptions): Transport {
  const url = parseGrafanaAddress(options.url, options);
  const secrets = [options.token, ...(options.secrets ?? [])].filter((secret) => secret !== '');
  const redact = (text: string): string =>
    secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);

  const once = async <T>(request: GrafanaRequest<T>): Promise<T> => {
    const { status, location, text } = await exchange(url, request, options, redact);
    const failure = {
      method: request.method,
      path: request.path,
      status,
      reason: null,
      transient: passing.includes(status),
    };
    const what = `Grafana at ${url} answered ${request.method} ${request.path} with`;
    if (status >= 300 && status < 400) {
      throw new GrafanaError(
        `${what} a redirect (${status}) to ${redact(location ?? 'nowhere')}. Set GRAFANA_URL to the actual address of Grafana.`,
        failure,
      );
    }
    const json = text === '' ? null : parseJson(text); // the response to a removal may be empty
    const isAnswer = (status >= 200 && status < 300) || (request.alsoAnswers ?? []).includes(status);
    if (json === undefined) {
      throw new GrafanaError(
        `${what} ${status} and a body that is not JSON, such as a login page or a proxy. Check GRAFANA_URL.`,
        failure,
      );
    }
    if (!isAnswer) throw refusalError(what, json, failure, redact);
    const parsed = request.answer.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new GrafanaError(
      `${what} unexpected JSON:\n${redact(z.prettifyError(parsed.error))}\nThis Grafana may be newer than 13; run doctor.`,
      failure,
      { cause: parsed.error },
    );
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

async function exchange(
  url: string,
  request: GrafanaRequest<unknown>,
  options: TransportOptions,
  redact: (text: string) => string,
): Promise<Exchanged> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await options.fetch(`${url}${request.path}`, {
      method: request.method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${options.token}`,
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal: options.signal === undefined ? late : AbortSignal.any([options.signal, late]),
    });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  } catch (cause) {
    options.signal?.throwIfAborted();
    const failure: GrafanaFailure = {
      method: request.method,
      path: request.path,
      status: null,
      reason: null,
      transient: true,
    };
    const why =
      cause instanceof Error && cause.name === 'TimeoutError'
        ? `no response within ${timeoutMs / 1000} s`
        : redact(rootMessage(cause));
    throw new GrafanaError(
      `Grafana at ${url} cannot be reached (${request.method} ${request.path}): ${why}. Check GRAFANA_URL, the network and that Grafana is running.`,
      failure,
    );
  }
}

/**
 * fetch fails with "fetch failed" and hides the reason in its cause. The cause itself is not kept: it may contain the
 * request's headers.
 */
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

function refusalError(
  what: string,
  json: unknown,
  failure: GrafanaFailure & { readonly status: number },
  redact: (text: string) => string,
): GrafanaError {
  const refusal = Refusal.safeParse(json);
  const said = refusal.success ? refusal.data : {};
  const reason = said.reason ?? (typeof said.status === 'string' ? said.status : null);
  const message = redact(said.message ?? 'no reason given');
  return new GrafanaError(
    `${what} ${failure.status}${reason === null ? '' : ` ${reason}`}: ${message}\n${failureAdvice(failure.status, reason)}`,
    { ...failure, reason },
  );
}
