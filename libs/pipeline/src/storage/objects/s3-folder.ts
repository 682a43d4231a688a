/**
 * A folder in S3, `s3://bucket/folder/`: its groups are the bucket and the folder with its slash, empty for the whole bucket.
 *
 * @example
 * s3FolderPattern.exec('s3://lake/tickerlake/')?.slice(1); // ['lake', 'tickerlake/']
 */
export const s3FolderPattern = /^s3:\/\/([a-z0-9][a-z0-9.-]+)\/((?:[^/]+\/)*)$/;
