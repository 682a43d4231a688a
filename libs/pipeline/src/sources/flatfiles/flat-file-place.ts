/** One file of a place. */
export interface FlatFile {
  /** Inside the place, with `/`. */
  readonly path: string;
  /** As it is listed. */
  readonly bytes: number;
  /** Changes when the vendor replaces the file. */
  readonly version: string;
}

/** Where flat files are. */
export interface FlatFilePlace {
  /** The files directly in a folder, sorted; none when the folder does not exist. */
  list(folder: string, signal: AbortSignal): Promise<readonly FlatFile[]>;
  /** The bytes of a file. */
  read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** A path in words for people. */
  nameOf(path: string): string;
}
