/** The errors of the Athena API that this endpoint returns. */
export type ApiErrorName =
  | 'InvalidRequestException'
  | 'TooManyRequestsException'
  | 'MetadataException'
  | 'ResourceNotFoundException'
  | 'InternalServerException'
  | 'UnknownOperationException';

/**
 * A call that fails with an error of the Athena API.
 *
 * @example
 * throw new ApiError('InvalidRequestException', 'WorkGroup lab is not found.');
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly type: ApiErrorName;
  readonly details: Readonly<Record<string, string>>;
  readonly transient: boolean;

  constructor(type: ApiErrorName, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.type = type;
    this.details = details;
    this.transient = type === 'TooManyRequestsException' || type === 'InternalServerException';
  }
}

/**
 * An InvalidRequestException, the most frequent error.
 *
 * @example
 * throw invalidRequest('QueryExecution 1 was not found');
 */
export const invalidRequest = (message: string, code = 'INVALID_INPUT'): ApiError =>
  new ApiError('InvalidRequestException', message, { AthenaErrorCode: code });

/**
 * The refusal of an output location when results are managed and only available through GetQueryResults. Accepting it
 * would give an empty result to clients that read the file.
 *
 * @example
 * throw noOutputLocation();
 */
export const noOutputLocation = (): ApiError =>
  invalidRequest(
    "OutputLocation cannot be set: query results are managed here (ManagedQueryResultsConfiguration is enabled) and read with GetQueryResults; no file is written to S3. Leave the location out (PyAthena: work_group='primary' in place of s3_staging_dir; awswrangler: no s3_output, ctas_approach=False).",
  );
