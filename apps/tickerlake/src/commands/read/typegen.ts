import { countText } from '@tickerlake/data-quality';
import { Glue } from '@aws-sdk/client-glue';
import { createGlueReader, toKyselyTypes } from '@tickerlake/athena-sql';
import { RequestError } from '@tickerlake/pipeline';
import { writeOutput } from '../../output/write-output.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';

/** Options of `typegen`. */
export interface TypegenOptions {
  readonly database: string;
  /** Default: print it. */
  readonly out?: string;
}

/**
 * `tickerlake typegen --database market`: TypeScript types of a Glue database's tables, for `Kysely<Database>`. Region, endpoint
 * and credentials are those of the AWS SDK: environment, profile or role.
 *
 * @throws {GlueReadError} when Glue cannot be read, {RequestError} when the database has no tables or the file
 * cannot be written.
 * @example
 * await typegen({ database: 'market', out: 'src/database.ts' }, context); // 0
 */
export async function typegen({ database, out }: TypegenOptions, context: CommandContext): Promise<ExitCode> {
  const glue = new Glue({});
  try {
    const tables = await createGlueReader(glue).tables(database);
    if (tables.length === 0)
      throw new RequestError(`The Glue database "${database}" has no tables: create them first, or check the region.`);
    const text = toKyselyTypes(tables);
    if (out === undefined) {
      context.streams.out(text);
      return 0;
    }
    await writeOutput(out, text, context);
    context.streams.out(`${out}: ${countText(tables.length, 'table')} of ${database}\n`);
    return 0;
  } finally {
    glue.destroy();
  }
}
