import type { ServerOptions } from 'node:http';

/** How a server of this machine is made: a request that drips, or never ends, is dropped. */
export const serverLimits: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 5_000,
};

/** Connections at once: a browser takes six, an SDK fifty. Further ones are dropped. */
export const maxConnections = 256;
