import { RequestError } from '@tickerlake/pipeline';
import { parseBytes } from '../input/parse-bytes.ts';
import type { Settings } from './settings.ts';
import type { TargetTools } from './targets/target.ts';

/** Options of commands that read what is published, which a lake's engine bills by the bytes that it scans. */
export interface ScanOptions {
  /** The most bytes of a statement. */
  readonly maxScanBytes?: string;
  /** The most bytes of all statements of a page. */
  readonly maxPageBytes?: string;
}

/**
 * How many bytes a statement of a command may scan, and all of a page: what the options say; otherwise, on Athena, what the configuration
 * does. On this machine reading is free and nothing is limited.
 *
 * @param how.isEstimated whether the command also limits what it reads by the sizes of tables, wherever they are.
 * @throws {RequestError} for a size that is none, or an option that has no effect.
 * @example
 * scanLimits(settings, { maxScanBytes: '500MB' }); // { maxScanBytes: 524288000, maxPageBytes: 107374182400 }
 */
export function scanLimits(
  settings: Settings,
  options: ScanOptions,
  { isEstimated = false }: { readonly isEstimated?: boolean } = {},
): Pick<TargetTools, 'maxScanBytes' | 'maxPageBytes'> {
  const { athena } = settings.config.lake;
  const onAthena = settings.target === 'aws';
  const limits = (
    [
      ['maxScanBytes', '--max-scan-bytes'],
      ['maxPageBytes', '--max-page-bytes'],
    ] as const
  ).flatMap(([name, flag]) => {
    const option = options[name];
    if (option !== undefined && settings.target === 'local' && !isEstimated)
      throw new RequestError(`${flag} is for targets trino and aws: reading on this machine is free. Leave it out.`);
    const text = settings.target === 'local' ? undefined : (option ?? (onAthena ? athena[name] : undefined));
    return text === undefined ? [] : [[name, parseBytes(option === undefined ? `lake.athena.${name}` : flag, text)]];
  });
  return Object.fromEntries(limits);
}
