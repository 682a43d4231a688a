import { RequestError } from '../values/errors.ts';
import type { SourceName } from '../values/source-name.ts';
import { alpaca } from './alpaca/alpaca.ts';
import { files } from './files/files.ts';
import { flatfiles } from './flatfiles/flatfiles.ts';
import { polygon } from './polygon/polygon.ts';
import { replay } from './replay/replay.ts';
import { simulated } from './simulated/simulated.ts';
import type { SourceDefinition } from './source-definition.ts';

/** Every source. Configuration, command, stores and documentation follow from its entry. */
export const sources: readonly SourceDefinition[] = [polygon, simulated, replay, flatfiles, alpaca, files];

/** Their names, in the same order. */
export const sourceNames: readonly SourceName[] = sources.map(({ name }) => name);

/**
 * The source of a name.
 *
 * @throws {RequestError} when there is none, for example when a store was written by a newer version.
 * @example
 * sourceNamed('polygon').barsPerCall; // 50_000
 */
export function sourceNamed(name: SourceName): SourceDefinition {
  const found = sources.find((source) => source.name === name);
  if (found === undefined)
    throw new RequestError(`There is no source ${name} in this version: it has ${sourceNames.join(', ')}.`);
  return found;
}
