import { defaultBaseUrl } from '@tickerlake/polygon-client';
import type { Settings } from './settings.ts';
import { sources } from './sources/index.ts';

/**
 * A note for the user before the API key goes to a host other than the vendor's own, such as one named by a configuration file in the
 * folder; null when there is nothing to say.
 *
 * @example
 * foreignHostNote(settings); // 'calls and the API key go to gateway.example, ...'
 */
export function foreignHostNote({ config, sourceToRun }: Settings): string | null {
  const host = sources[sourceToRun].host(config);
  const vendor = new URL(defaultBaseUrl).host;
  if (host === null || host === vendor) return null;
  return `calls and the API key go to ${host}, not to ${vendor}, because of polygon.baseUrl or --base-url.`;
}
