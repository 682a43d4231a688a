import type { LakeGlue } from '../../../engines/lake/lake-glue.ts';

/**
 * The part of Glue that a crawl needs, as the class `Glue` of `@aws-sdk/client-glue` (v3) has it: pass one as it is.
 *
 * @example
 * const glue: CrawlerGlue = new Glue({ region: 'us-east-1' });
 */
export interface CrawlerGlue extends Pick<LakeGlue, 'createDatabase' | 'getDatabase' | 'createTable' | 'updateTable'> {
  startCrawler(input: { Name: string }): Promise<object>;
  getCrawler(input: { Name: string }): Promise<{ Crawler?: GlueCrawler | undefined }>;
  getTable(input: { DatabaseName: string; Name: string }): Promise<{ Table?: CrawledTable | undefined }>;
  getTables(input: {
    DatabaseName: string;
    NextToken?: string;
  }): Promise<{ TableList?: readonly CrawledTable[] | undefined; NextToken?: string | undefined }>;
}

/** A crawler as Glue gives it. */
export interface GlueCrawler {
  /** READY, RUNNING or STOPPING. */
  readonly State?: string | undefined;
  /** The last crawl that ended. */
  readonly LastCrawl?:
    | {
        /** SUCCEEDED, CANCELLED or FAILED. */
        readonly Status?: string | undefined;
        readonly ErrorMessage?: string | undefined;
        readonly LogGroup?: string | undefined;
        readonly LogStream?: string | undefined;
        readonly StartTime?: Date | undefined;
      }
    | undefined;
}

/** The parts of a table that are checked after a crawl. */
export interface CrawledTable {
  DatabaseName?: string | undefined;
  Name: string | undefined;
  VersionId?: string | undefined;
  Parameters?: Record<string, string> | undefined;
  PartitionKeys?: { Name: string | undefined; Type?: string | undefined }[] | undefined;
  StorageDescriptor?:
    | {
        Location?: string | undefined;
        Columns?:
          | { Name: string | undefined; Type?: string | undefined; Parameters?: Record<string, string> | undefined }[]
          | undefined;
      }
    | undefined;
}
