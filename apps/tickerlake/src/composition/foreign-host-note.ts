import { sourceNamed } from '@tickerlake/pipeline';
import type { Settings } from './settings.ts';

/**
 * A note for the user before the API key goes to a host other than the vendor's own, such as one named by a configuration file in the
 * folder; null when there is nothing to say.
 *
 * @example
 * foreignHostNote(settings); // 'calls and the API key go to gateway.example, ...'
 */
export function foreignHostNote({ config, sourceToRun }: Settings): string | null {
  const { name, home, host: hostOf } = sourceNamed(sourceToRun);
  const host = hostOf(config);
  if (host === null || home === null || host === home) return null;
  return `calls and the API key go to ${host}, not to ${home}, because of ${name}.baseUrl${name === 'polygon' ? ' or --base-url' : ''}.`;
}
