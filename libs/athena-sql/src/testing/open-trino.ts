import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { createTrinoClient, type TrinoClientOptions } from '../trino/trino-client.ts';
import { TrinoDialect } from '../trino/trino-dialect.ts';

/** The dialect on the rig's Trino, with the system's clock. */
export function openTrino<Database = unknown>(
  url: string,
  options: Partial<TrinoClientOptions> = {},
  introspectedSchemas?: readonly string[],
) {
  const clock = {
    now: () => new Date(),
    sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
  };
  const client = createTrinoClient({
    url,
    user: 'tickerlake',
    catalog: 'awsdatacatalog',
    fetch,
    clock,
    random: Math.random,
    ...options,
  });
  return {
    client,
    db: new Kysely<Database>({
      dialect: new TrinoDialect({ client, ...(introspectedSchemas && { introspectedSchemas }) }),
    }),
  };
}
