import { SqlCompileError } from '../sql/errors.ts';

/**
 * A folder in S3 that Athena and Trino can both read, unchanged. It ends in `/`, and no folder in it starts with `_`
 * or `.` (hidden to the engines) or holds `=` (a partition to them).
 *
 * @throws {SqlCompileError} for any other place.
 * @example
 * toLocation('s3://lake/stage/run-7/a1/');
 */
export function toLocation(text: string): string {
  const path = /^s3:\/\/[a-z0-9][a-z0-9.-]+\/((?:[^/?#*\s]+\/)*)$/.exec(text)?.[1];
  if (path === undefined)
    throw new SqlCompileError(`"${text}" is not a folder in S3: write s3://bucket/folder/, with the / at the end.`);
  const bad = path.split('/').find((folder) => /^[_.]|=/.test(folder));
  if (bad !== undefined)
    throw new SqlCompileError(
      `The folder "${bad}" of ${text} would be hidden, or a partition: use no _ or . at its beginning, and no =.`,
    );
  return text;
}
