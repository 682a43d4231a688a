/** The vendor's `status` words for refusals. */
export type RefusalStatus = 'ERROR' | 'NOT_AUTHORIZED' | 'NOT_FOUND';

/**
 * A request that the vendor would refuse. Never leaves the library: it becomes a response with the vendor's body, the
 * text in `error` (ERROR) or `message` (all others).
 *
 * @example
 * throw new ApiRefusal(404, 'NOT_FOUND', 'Ticker not found.');
 */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly transient: boolean;
  readonly httpStatus: number;
  readonly apiStatus: RefusalStatus;

  constructor(httpStatus: number, apiStatus: RefusalStatus, text: string) {
    super(text);
    this.httpStatus = httpStatus;
    this.apiStatus = apiStatus;
    this.transient = httpStatus === 429;
  }

  /** The vendor's body. */
  toBody(requestId: string): object {
    const text = this.apiStatus === 'ERROR' ? { error: this.message } : { message: this.message };
    return { status: this.apiStatus, request_id: requestId, ...text };
  }
}

const UPGRADE = ' Please upgrade your plan at https://polygon.io/pricing';

/** The refusals of section "errors" of the vendor's API, as recorded or reported. */
export const REFUSALS = {
  keyMissing: () => new ApiRefusal(401, 'ERROR', 'API Key was not provided'),
  keyUnknown: () => new ApiRefusal(401, 'ERROR', 'Unknown API Key'),
  tooManyCalls: () =>
    new ApiRefusal(
      429,
      'ERROR',
      "You've exceeded the maximum requests per minute, please wait or upgrade your subscription to continue. https://polygon.io/pricing",
    ),
  toBeforeFrom: () => new ApiRefusal(400, 'ERROR', "The parameter 'to' cannot be a time that occurs before 'from'"),
  badParameter: (name: string, expected: string) =>
    new ApiRefusal(400, 'ERROR', `The parameter '${name}' is not valid: ${expected}`),
  badTime: (name: string) =>
    new ApiRefusal(400, 'ERROR', `Could not parse the time parameter: '${name}'. Use YYYY-MM-DD or Unix MS Timestamps`),
  notEntitled: (status: 200 | 403) =>
    new ApiRefusal(status, 'NOT_AUTHORIZED', `You are not entitled to this data.${UPGRADE}`),
  tooOld: (status: 200 | 403) =>
    new ApiRefusal(status, 'NOT_AUTHORIZED', `Your plan doesn't include this data timeframe.${UPGRADE}`),
  beforeEndOfDay: (status: 200 | 403) =>
    new ApiRefusal(status, 'NOT_AUTHORIZED', `Attempted to request today's data before end of day.${UPGRADE}`),
  tickerNotFound: () => new ApiRefusal(404, 'NOT_FOUND', 'Ticker not found.'),
  dataNotFound: () => new ApiRefusal(404, 'NOT_FOUND', 'Data not found.'),
  /** Not the vendor's: a caller must not take a gap of the simulated market for missing data. */
  notSimulated: (path: string, known: readonly string[]) =>
    new ApiRefusal(501, 'ERROR', `The simulated market has no ${path}. It answers ${known.join(', ')}.`),
  methodNotAllowed: () => new ApiRefusal(405, 'ERROR', 'Only GET is answered.'),
} as const;
