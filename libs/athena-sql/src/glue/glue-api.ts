import type { ApiCallOptions } from '../calls/api-call-options.ts';

/**
 * The part of Glue's catalogue that is read, as the class `Glue` of `@aws-sdk/client-glue` (v3) has it: pass one as it is.
 *
 * @example
 * const glue: GlueApi = new Glue({ region: 'us-east-1' });
 */
export interface GlueApi {
  getDatabases(
    input: GlueCatalogInput,
    options?: ApiCallOptions,
  ): Promise<{ DatabaseList?: readonly GlueDatabaseAnswer[] | undefined; NextToken?: string | undefined }>;
  getTables(
    input: GlueCatalogInput & { DatabaseName: string },
    options?: ApiCallOptions,
  ): Promise<{ TableList?: readonly GlueTableAnswer[] | undefined; NextToken?: string | undefined }>;
  getTable(
    input: { DatabaseName: string; Name: string; CatalogId?: string },
    options?: ApiCallOptions,
  ): Promise<{ Table?: GlueTableAnswer | undefined }>;
  getPartitions(
    input: GluePartitionsInput,
    options?: ApiCallOptions,
  ): Promise<{ Partitions?: readonly GluePartitionAnswer[] | undefined; NextToken?: string | undefined }>;
}

/** Where to read on, and in whose catalogue. */
export interface GlueCatalogInput {
  NextToken?: string;
  CatalogId?: string;
}

/** Which partitions to read. */
export interface GluePartitionsInput extends GlueCatalogInput {
  DatabaseName: string;
  TableName: string;
  /** A filter on the partition keys, at most 2,048 characters. */
  Expression?: string;
  ExcludeColumnSchema?: boolean;
}

/** The fields of a database that are read. */
export interface GlueDatabaseAnswer {
  readonly Name: string | undefined;
}

/** A column as Glue says it, in an answer and in a `TableInput`. */
export interface GlueColumnAnswer {
  readonly Name: string | undefined;
  readonly Type?: string | undefined;
  readonly Comment?: string | undefined;
  readonly Parameters?: Readonly<Record<string, string>> | undefined;
}

/** The columns of a table or a `TableInput`. */
export interface GlueTableShape {
  readonly Name?: string | undefined;
  readonly StorageDescriptor?:
    { readonly Columns?: readonly GlueColumnAnswer[] | undefined; readonly Location?: string | undefined } | undefined;
  readonly PartitionKeys?: readonly GlueColumnAnswer[] | undefined;
}

/** The fields of a table that are read. */
export interface GlueTableAnswer extends GlueTableShape {
  readonly DatabaseName?: string | undefined;
  readonly Description?: string | undefined;
  readonly TableType?: string | undefined;
  readonly ViewOriginalText?: string | undefined;
  readonly Parameters?: Readonly<Record<string, string>> | undefined;
  readonly VersionId?: string | undefined;
}

/** The fields of a partition that are read. */
export interface GluePartitionAnswer {
  readonly Values?: readonly string[] | undefined;
  readonly StorageDescriptor?: { readonly Location?: string | undefined } | undefined;
}
