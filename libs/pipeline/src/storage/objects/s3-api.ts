/**
 * The part of S3 that the lake needs, as the class `S3` of `@aws-sdk/client-s3` (v3) has it: pass one as it is.
 *
 * @example
 * const s3: S3Api = new S3({ region: 'us-east-1' });
 */
export interface S3Api {
  putObject(input: S3Put): Promise<{ ETag?: string | undefined }>;
  getObject(input: { Bucket: string; Key: string }): Promise<{ Body?: S3Body | undefined; ETag?: string | undefined }>;
  listObjectsV2(input: { Bucket: string; Prefix: string; ContinuationToken?: string }): Promise<S3Listing>;
  deleteObjects(input: {
    Bucket: string;
    Delete: { Objects: { Key: string }[]; Quiet: boolean };
  }): Promise<{ Errors?: readonly S3DeleteError[] | undefined }>;
}

/** What an object is written with; `IfNoneMatch: '*'` and `IfMatch` make it conditional. */
export interface S3Put {
  Bucket: string;
  Key: string;
  Body: Uint8Array | string;
  ContentType?: string;
  IfNoneMatch?: string;
  IfMatch?: string;
}

/** The body of an object that is read. */
export interface S3Body {
  transformToByteArray(): Promise<Uint8Array>;
  transformToWebStream(): {
    getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }> };
  };
}

/** A page of at most 1,000 objects. */
export interface S3Listing {
  readonly Contents?:
    | readonly {
        readonly Key?: string | undefined;
        readonly Size?: number | undefined;
        readonly LastModified?: Date | undefined;
      }[]
    | undefined;
  readonly NextContinuationToken?: string | undefined;
}

/** An object that could not be deleted. */
export interface S3DeleteError {
  readonly Key?: string | undefined;
  readonly Code?: string | undefined;
  readonly Message?: string | undefined;
}
