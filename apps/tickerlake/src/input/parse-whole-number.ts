import { RequestError } from '@tickerlake/pipeline';

/**
 * An option that is a whole number.
 *
 * @param limits.expected what the message asks for.
 * @param limits.least 1 by default.
 * @param limits.most 999,999,999 by default.
 * @throws {RequestError} for anything else.
 * @example
 * parseWholeNumber('2', { flag: '--keep', expected: 'a whole number of releases from 1, for example 2' }); // 2
 */
export function parseWholeNumber(
  text: string,
  {
    flag,
    expected,
    least = 1,
    most = 999_999_999,
  }: { readonly flag: string; readonly expected: string; readonly least?: number; readonly most?: number },
): number {
  const number = Number(text);
  if (!/^(0|[1-9]\d{0,8})$/.test(text) || number < least || number > most)
    throw new RequestError(`${flag} ${text}: give ${expected}.`);
  return number;
}
