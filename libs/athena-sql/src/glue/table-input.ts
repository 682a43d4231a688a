/** A column of a `TableInput`. */
export interface GlueColumnInput {
  Name: string;
  Type: string;
  Comment?: string;
}

/** What `CreateTable` and `UpdateTable` of `@aws-sdk/client-glue` are given, as far as this project fills it. */
export interface GlueTableInput {
  Name: string;
  Description: string;
  TableType: 'EXTERNAL_TABLE';
  PartitionKeys: GlueColumnInput[];
  Parameters: Record<string, string>;
  StorageDescriptor: {
    Columns: GlueColumnInput[];
    Location: string;
    InputFormat: string;
    OutputFormat: string;
    SerdeInfo: { SerializationLibrary: string; Parameters: Record<string, string> };
  };
}
