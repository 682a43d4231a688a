import type { FilesSettings } from './files-settings.ts';
import type { OwnFile } from './list-own-files.ts';
import type { OpenCsv } from './open-csv.ts';
import type { FileColumn } from './own-bars-sql.ts';

/** A bar of a team's own files, with its file and line. */
export interface OwnBar {
  /** The place of its file among `files`, from 0. */
  readonly file: number;
  /** From 1, without the header. */
  readonly row: number;
  readonly ticker: string;
  /** Start in ms since 1970 UTC. */
  readonly t: number;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  readonly v: number | null;
  readonly vw: number | null;
  readonly n: number | null;
}

/** The relations of the engine that holds them. */
export type OwnBarTables = { own_bars: OwnBar };

/** A file as a relation of the engine. */
export interface Relation {
  readonly text: string;
  readonly columns: readonly FileColumn[];
  readonly csv: OpenCsv | null;
}

/** What is loaded into `own_bars`. */
export interface LoadedFile {
  readonly file: OwnFile;
  readonly index: number;
  readonly relation: Relation;
  readonly settings: FilesSettings;
  readonly barMs: number;
}
