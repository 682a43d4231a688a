import { readFile } from 'node:fs/promises';
import { parseDqdl } from '@tickerlake/data-quality';
import type { DatasetRules } from '@tickerlake/pipeline';

const datasets = ['hourly_volatility', 'coverage'] as const;

/**
 * The quality rules of every run, from the files next to the bundle.
 *
 * @throws {DqdlSyntaxError} with file, line and column when one cannot be parsed.
 * @example
 * const rules = await readRules(new URL('quality/', import.meta.url));
 */
export const readRules = (folder: URL): Promise<DatasetRules[]> =>
  Promise.all(
    datasets.map(async (dataset) => {
      const file = new URL(`${dataset}.dqdl`, folder);
      return {
        dataset,
        ruleset: parseDqdl(await readFile(file, 'utf8'), {
          file: file.pathname,
          allowParameters: true,
          unknownTypes: 'keep',
        }),
      };
    }),
  );
