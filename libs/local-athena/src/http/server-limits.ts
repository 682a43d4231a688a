import type { ServerOptions } from 'node:http';

/** Options of a local server: slow or endless requests are dropped. */
export const serverLimits: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 5_000,
};

/** Connections at once: a browser takes six, an SDK fifty. Further ones are dropped. */
export const maxConnections = 256;
