import type { ApiCallOptions } from '../../calls/api-call-options.ts';

/**
 * The part of Athena that the dialect needs, as the class `Athena` of `@aws-sdk/client-athena` (v3) has it: pass one as
 * it is. The SDK is never imported here, so a bundle holds what its owner put in.
 *
 * @example
 * const athena: AthenaApi = new Athena({ region: 'us-east-1' });
 */
export interface AthenaApi {
  startQueryExecution(
    input: StartQueryInput,
    options?: ApiCallOptions,
  ): Promise<{ QueryExecutionId?: string | undefined }>;
  getQueryExecution(
    input: { QueryExecutionId: string },
    options?: ApiCallOptions,
  ): Promise<{ QueryExecution?: AthenaExecution | undefined }>;
  batchGetQueryExecution(
    input: { QueryExecutionIds: string[] },
    options?: ApiCallOptions,
  ): Promise<AthenaExecutionBatch>;
  stopQueryExecution(input: { QueryExecutionId: string }, options?: ApiCallOptions): Promise<object>;
  getQueryResults(
    input: { QueryExecutionId: string; NextToken?: string; MaxResults?: number },
    options?: ApiCallOptions,
  ): Promise<AthenaResultsPage>;
}

/** What `StartQueryExecution` is given. */
export interface StartQueryInput {
  QueryString: string;
  ClientRequestToken: string;
  WorkGroup?: string;
  QueryExecutionContext?: { Catalog?: string; Database?: string };
  ResultConfiguration?: { OutputLocation?: string };
  ResultReuseConfiguration?: { ResultReuseByAgeConfiguration: { Enabled: boolean; MaxAgeInMinutes: number } };
}

/** The fields of an execution that are read. */
export interface AthenaExecution {
  readonly QueryExecutionId?: string | undefined;
  readonly StatementType?: string | undefined;
  readonly SubstatementType?: string | undefined;
  readonly ResultConfiguration?: { readonly OutputLocation?: string | undefined } | undefined;
  readonly Status?:
    | {
        readonly State?: string | undefined;
        readonly StateChangeReason?: string | undefined;
        readonly SubmissionDateTime?: Date | undefined;
        readonly CompletionDateTime?: Date | undefined;
        readonly AthenaError?: AthenaErrorFacts | undefined;
      }
    | undefined;
  readonly Statistics?: AthenaStatistics | undefined;
}

/** Athena's description of a failure: category 1 system, 2 user, 3 other; the type is a number of its error catalogue. */
export interface AthenaErrorFacts {
  readonly ErrorCategory?: number | undefined;
  readonly ErrorType?: number | undefined;
  readonly Retryable?: boolean | undefined;
  readonly ErrorMessage?: string | undefined;
}

/** Athena's measures of an execution. */
export interface AthenaStatistics {
  readonly DataScannedInBytes?: number | undefined;
  readonly DataManifestLocation?: string | undefined;
  readonly QueryQueueTimeInMillis?: number | undefined;
  readonly ServicePreProcessingTimeInMillis?: number | undefined;
  readonly QueryPlanningTimeInMillis?: number | undefined;
  readonly EngineExecutionTimeInMillis?: number | undefined;
  readonly ServiceProcessingTimeInMillis?: number | undefined;
  readonly TotalExecutionTimeInMillis?: number | undefined;
  readonly ResultReuseInformation?: { readonly ReusedPreviousResult: boolean | undefined } | undefined;
}

/** The answer to a question about at most 50 executions. */
export interface AthenaExecutionBatch {
  readonly QueryExecutions?: readonly AthenaExecution[] | undefined;
  readonly UnprocessedQueryExecutionIds?: readonly { readonly QueryExecutionId?: string | undefined }[] | undefined;
}

/** A column of a result: its name and Athena's word for its type. */
export interface AthenaColumn {
  readonly Name: string | undefined;
  readonly Type: string | undefined;
  /** Digits of a decimal; other types have a number here too. */
  readonly Precision?: number | undefined;
  readonly Scale?: number | undefined;
}

/** A page of at most 1,000 rows; a missing `VarCharValue` is NULL. */
export interface AthenaResultsPage {
  readonly UpdateCount?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly ResultSet?:
    | {
        readonly Rows?:
          | readonly { readonly Data?: readonly { readonly VarCharValue?: string | undefined }[] | undefined }[]
          | undefined;
        readonly ResultSetMetadata?: { readonly ColumnInfo?: readonly AthenaColumn[] | undefined } | undefined;
      }
    | undefined;
}
