/** The errors of Athena and Glue that this endpoint returns. */
export type ApiErrorName =
  | 'InvalidRequestException'
  | 'TooManyRequestsException'
  | 'MetadataException'
  | 'ResourceNotFoundException'
  | 'InternalServerException'
  | 'UnknownOperationException'
  | 'EntityNotFoundException'
  | 'InvalidInputException'
  | 'AccessDeniedException';

/**
 * A call that fails with an error of the API.
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
