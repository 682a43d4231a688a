import { toBoundComplaint } from '../schema/range-bounds.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import type { GroupedDaily, GroupedDailyRequest } from './grouped-daily.ts';
import { readGroupedAnswer } from './read-grouped-answer.ts';

/**
 * Fetches the day bars of the whole stock market; one call.
 *
 * @throws {InvalidRequestError} for anything but a date, and the errors of a call.
 * @example
 * const { bars } = await fetchGroupedDaily(core, { date: '2026-05-29', adjusted: false });
 */
export async function fetchGroupedDaily(core: RequestCore, request: GroupedDailyRequest): Promise<GroupedDaily> {
  const { date, adjusted, signal } = request;
  const complaint = toBoundComplaint(date);
  if (complaint !== null)
    throw new InvalidRequestError('The request for grouped daily bars is refused', [
      { path: 'date', message: complaint },
    ]);
  return core.get(
    `/v2/aggs/grouped/locale/us/market/stocks/${date}?adjusted=${adjusted}`,
    (body, context) => readGroupedAnswer(body.text(), { adjusted }, context),
    signal,
  );
}
