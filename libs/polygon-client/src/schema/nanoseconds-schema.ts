import type * as z from 'zod/v4/core';
import { valueOf } from './schemas.ts';

/**
 * A time in Unix nanoseconds, as digits: the vendor sends a number of 19 digits, of which a JavaScript number keeps 16.
 *
 * @example
 * checkValue(nanosecondsSchema(), '1517562000016036581').data; // '1517562000016036581'
 */
export const nanosecondsSchema = (): z.$ZodCustom<string | number, string | number> =>
  valueOf(
    (value) =>
      (typeof value === 'string' && /^\d{1,19}$/.test(value)) || (Number.isSafeInteger(value) && Number(value) >= 0),
    'must be a whole number of nanoseconds',
  );
