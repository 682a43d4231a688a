import * as z from 'zod';
import { toBoundComplaint } from '../aggregates/range/range-bounds.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { toIssuePath } from '../errors/issue.ts';

/** Which splits to fetch. */
export interface SplitsRequest {
  /** First execution date, `YYYY-MM-DD`, included. */
  readonly from: string;
  /** Last execution date, included. By default announced future splits are included. */
  readonly to?: string;
  /** Default: the whole market, which needs no more calls: a page holds 5,000, some years of splits. */
  readonly tickers?: readonly string[];
  /** Called with each unreadable row of the requested tickers; the other rows are still returned. */
  readonly onSkippedRow?: (row: SkippedSplit) => void;
  /** Stops at once, even while waiting, and throws its reason. */
  readonly signal?: AbortSignal;
}

/** An unreadable row of the splits endpoint. */
export interface SkippedSplit {
  /** As in the row; null when absent. */
  readonly ticker: string | null;
  readonly executionDate: string | null;
  /** What is wrong, and where: `results[0].split_from: ...`. */
  readonly message: string;
}

const date = z.string().superRefine((value, context) => {
  const message = toBoundComplaint(value);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

const requestSchema = z
  .object({
    from: date,
    to: date.optional(),
    tickers: z
      .array(
        z.string().regex(/^(?!\.+$)[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters, and not only dots'),
      )
      .min(1, 'must name a ticker, or be omitted')
      .optional(),
  })
  .superRefine(({ from, to }, context) => {
    if (to !== undefined && from > to)
      context.addIssue({ code: 'custom', path: ['from'], message: `${from} is after \`to\`, ${to}: swap them` });
  });

/** A request that can be sent. */
export type CheckedSplitsRequest = z.infer<typeof requestSchema>;

/**
 * Checks a request before anything is sent.
 *
 * @throws {InvalidRequestError} naming each field that is wrong.
 * @example
 * checkSplitsRequest({ from: '2024-06-01', tickers: ['NVDA'] });
 */
export function checkSplitsRequest(request: SplitsRequest): CheckedSplitsRequest {
  const parsed = requestSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  throw new InvalidRequestError(
    'The request for splits is refused',
    parsed.error.issues.map((issue) => ({ path: toIssuePath(issue.path), message: issue.message })),
  );
}
