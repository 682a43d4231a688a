/**
 * Where things lie in the lake's bucket, as the pipeline's own layout says it: everything of a source below one folder.
 */
export const lakeFolder = 'tickerlake/polygon/';
/** What the table `raw_bars` reads. */
export const landingFolder = `${lakeFolder}landing/raw_bars/`;
/** Rows that Firehose could not deliver: beside the landing, or the table would read them. */
export const landingErrorsFolder = `${lakeFolder}landing-errors/`;
/** Where Athena puts results, in a bucket of their own. */
export const resultsFolder = 'athena/';
/** What the published tables read: Iceberg tables, landed rows, the history of runs, splits. Not staging, where unchecked builds are. */
export const readFolders: readonly string[] = [`${lakeFolder}tables/`, landingFolder, `${lakeFolder}history/`, `${lakeFolder}splits/`];
