/** The errors of the Athena API that are given here. */
export type ApiErrorName =
  | 'InvalidRequestException'
  | 'TooManyRequestsException'
  | 'MetadataException'
  | 'ResourceNotFoundException'
  | 'InternalServerException'
  | 'UnknownOperationException';

/**
 * A call that is answered with an error of the Athena API.
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
 * An InvalidRequestException, the most frequent of them.
 *
 * @example
 * throw invalidRequest('QueryExecution 1 was not found');
 */
export const invalidRequest = (message: string, code = 'INVALID_INPUT'): ApiError =>
  new ApiError('InvalidRequestException', message, { AthenaErrorCode: code });

/**
 * The refusal of a place for results where they are kept for GetQueryResults alone. Accepting it would leave clients that read the file
 * with an empty result.
 *
 * @example
 * throw noOutputLocation();
 */
export const noOutputLocation = (): ApiError =>
  invalidRequest(
    "OutputLocation cannot be set: query results are managed here (ManagedQueryResultsConfiguration is enabled) and read with GetQueryResults; no file is written to S3. Leave the location out (PyAthena: work_group='primary' in place of s3_staging_dir; awswrangler: no s3_output, ctas_approach=False).",
  );
