/** A column of a `TableInput`. */
export interface GlueColumnInput {
  Name: string;
  Type: string;
  Comment?: string;
}

/** The fields of the input of `CreateTable` and `UpdateTable` (`@aws-sdk/client-glue`) that this project uses. */
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
