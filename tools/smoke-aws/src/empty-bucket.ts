/** The part of S3 that emptying needs, as in the AWS SDK's class `S3`. */
export interface VersionedS3 {
  listObjectVersions(input: { Bucket: string; KeyMarker?: string; VersionIdMarker?: string }): Promise<VersionsPage>;
  deleteObjects(input: {
    Bucket: string;
    Delete: { Objects: { Key: string; VersionId: string }[]; Quiet: boolean };
  }): Promise<{ Errors?: readonly { Key?: string | undefined; Code?: string | undefined }[] | undefined }>;
}

/** A page of at most 1,000 versions and delete markers, the maximum of one deletion. */
export interface VersionsPage {
  readonly Versions?: readonly ObjectVersion[] | undefined;
  readonly DeleteMarkers?: readonly ObjectVersion[] | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly NextVersionIdMarker?: string | undefined;
}

interface ObjectVersion {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * Deletes every version of every object in a bucket, and all delete markers.
 *
 * @throws {Error} when S3 fails to delete one; S3 reports that in a successful response.
 * @example
 * await emptyBucket(new S3({}), 'tickerlake-smokek3x9q2-bucketslake1');
 */
export async function emptyBucket(s3: VersionedS3, bucket: string): Promise<void> {
  let after: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
  while (after !== null) {
    const page: VersionsPage = await s3.listObjectVersions({ Bucket: bucket, ...after });
    const Objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
      ({ Key = '', VersionId = 'null' }) => ({ Key, VersionId }),
    );
    if (Objects.length > 0) {
      const { Errors = [] } = await s3.deleteObjects({ Bucket: bucket, Delete: { Objects, Quiet: true } });
      const [first] = Errors;
      if (first !== undefined)
        throw new Error(`S3 kept ${first.Key} of ${bucket} (${first.Code}), and ${Errors.length - 1} more.`);
    }
    after =
      page.NextKeyMarker === undefined
        ? null
        : {
            KeyMarker: page.NextKeyMarker,
            ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
          };
  }
}
