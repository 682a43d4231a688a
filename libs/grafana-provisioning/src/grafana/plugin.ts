import * as z from 'zod';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

const Settings = z.object({
  enabled: z.boolean().default(true),
  info: z.object({ version: z.string().default('?') }).prefault({}),
});

/** Reads and installs plugins. */
export interface PluginApi {
  /** The installed version, or null. */
  version(id: string): Promise<string | null>;
  /** Installs the newest version that the server accepts; needs the role Admin and plugin management enabled. */
  install(id: string): Promise<void>;
}

/**
 * The plugins of a Grafana.
 *
 * @example
 * await pluginApi(transport).version('grafana-athena-datasource'); // '3.3.3'
 */
export function pluginApi(transport: Transport): PluginApi {
  return {
    version: async (id) =>
      (await transport.find({ method: 'GET', path: toPath`/api/plugins/${id}/settings`, answer: Settings }))?.info
        .version ?? null,
    install: async (id) =>
      void (await transport.send({
        method: 'POST',
        path: toPath`/api/plugins/${id}/install`,
        body: {},
        answer: z.unknown(),
      })),
  };
}
