/**
 * Folders in the lake's bucket, from the pipeline's own layout: each source has one folder.
 */
export const lakeFolder = 'tickerlake/polygon/';
/** What the table `raw_bars` reads. */
export const landingFolder = `${lakeFolder}landing/raw_bars/`;
/** Rows that Firehose could not deliver: outside the landing folder, so that the table does not read them. */
export const landingErrorsFolder = `${lakeFolder}landing-errors/`;
/** Where Athena writes results, in a separate bucket. */
export const resultsFolder = 'athena/';
/**
 * Folders that the published tables read: Iceberg tables, landed rows, run history, splits, instruments. Not staging (unchecked
 * builds).
 */
export const readFolders: readonly string[] = [
  `${lakeFolder}tables/`,
  landingFolder,
  `${lakeFolder}history/`,
  `${lakeFolder}splits/`,
  `${lakeFolder}instruments/`,
];
