import type { Connection } from '../create-connection.ts';
import { readEnvelope } from '../request/read-envelope.ts';
import type { Schema } from '../schema/schemas.ts';
import type { Params } from './endpoint.ts';
import { withParams } from './fetch-rows.ts';

/**
 * Calls any path of the API, with limiter, retries and typed errors. For everything that the client does not know.
 *
 * @param path begins with `/`, without query and key.
 * @param schema of `zod`, `zod/mini` or `zod/v4/core`.
 * @throws {InvalidRequestError} for a path that is none, and the errors of a call.
 * @example
 * const { results } = await fetchAnswerOf(connection, '/v1/related-companies/AAPL', {}, z.object({ results: z.array(z.object({ ticker: z.string() })) }));
 */
export async function fetchAnswerOf<T>(
  connection: Connection,
  path: string,
  params: Params,
  schema: Schema<T>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<T> {
  return connection.get(
    withParams(path, params),
    (body, context) => readEnvelope(body.text(), schema, context),
    signal,
  );
}
