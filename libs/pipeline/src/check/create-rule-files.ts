import type { FilePort } from '@tickerlake/data-quality';

/**
 * The files that rules see: paths that begin with `s3://` in S3, all others on this machine.
 *
 * @param openS3 called for the first path in S3.
 * @example
 * const files = createRuleFiles(createLocalFiles('quality'), async () => createS3Files(new S3({})));
 */
export function createRuleFiles(local: FilePort, openS3: () => Promise<FilePort>): FilePort {
  let s3: Promise<FilePort> | null = null;
  const portOf = async (path: string): Promise<FilePort> => (path.startsWith('s3://') ? (s3 ??= openS3()) : local);
  return {
    list: async (path) => (await portOf(path)).list(path),
    checksum: async (path, algorithm) => (await portOf(path)).checksum(path, algorithm),
  };
}
