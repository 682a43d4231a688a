/** A file as a listing tells it. */
export interface FileFacts {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** The algorithms of checksums. */
export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256';

/** Access to files for the rules about them: a folder of this machine, or S3. */
export interface FilePort {
  /** A file, or the files of a folder and of the folders in it. Rejects where there is nothing of that path. */
  list(path: string): Promise<readonly FileFacts[]>;
  /** In small hex digits. */
  checksum(path: string, algorithm: HashAlgorithm): Promise<string>;
}
