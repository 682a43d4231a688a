/** Words for the codes of the file system that a damaged store meets. */
const words: Readonly<Record<string, string>> = {
  ENOENT: 'is missing',
  EISDIR: 'is a folder, and a file was expected',
  ENOTDIR: 'is a file, and a folder was expected',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: not permitted',
  EIO: 'cannot be read: the disk reports an error',
  ELOOP: 'is a loop of links',
};

/**
 * Why a file cannot be used, as the rest of a sentence that begins with its path.
 *
 * @example
 * faultOf(error); // 'is a folder, and a file was expected'
 */
export function faultOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return words[code] ?? `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`;
}

/**
 * Whether an error says that there is no such file. ENOTDIR: a file is in the place of one of its folders.
 *
 * @example
 * const text = await readFile(path, 'utf8').catch((cause) => { if (isMissing(cause)) return null; throw cause; });
 */
export const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
