import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFile } from './digest-file.ts';
import { faultOf } from './file-fault.ts';

/** A file as a manifest or a receipt names it. */
export interface NamedFile {
  /** Inside the store. */
  readonly path: string;
  readonly bytes: number;
  /** Of releases from before hashes were kept there is none. */
  readonly sha256?: string | undefined;
}

/**
 * Whether a file exists with its size, at the cost of reading the folder: null, or the fault as the rest of a sentence.
 *
 * @example
 * await findFault(root, file); // 'is missing'
 */
export async function findFault(root: string, file: NamedFile): Promise<string | null> {
  try {
    const found = await stat(join(root, file.path));
    if (found.isDirectory()) return 'is a folder, and a file was expected';
    return found.size === file.bytes ? null : sizeFault(found.size, file);
  } catch (cause) {
    return faultOf(cause);
  }
}

/**
 * Whether a file holds exactly the bytes that were written, at the cost of reading it: null, or the fault.
 *
 * @throws the signal's reason when it is aborted.
 * @example
 * await findRot(root, file, signal); // 'was changed since it was written (its SHA-256 differs)'
 */
export async function findRot(root: string, file: NamedFile, signal?: AbortSignal): Promise<string | null> {
  const fault = await findFault(root, file);
  if (fault !== null || file.sha256 === undefined) return fault;
  try {
    const { bytes, sha256 } = await digestFile(join(root, file.path), signal);
    if (bytes !== file.bytes) return sizeFault(bytes, file);
    return sha256 === file.sha256 ? null : 'was changed since it was written (its SHA-256 differs)';
  } catch (cause) {
    signal?.throwIfAborted();
    return faultOf(cause);
  }
}

const sizeFault = (found: number, { bytes }: NamedFile): string => `has ${found} bytes instead of ${bytes}`;
