import * as z from 'zod/v4/core';
import { toBoundComplaint } from './range-bounds.ts';

/*
 * This package's schemas are made of zod's core, of objects and values alone: every class of `zod` or `zod/mini` that is used adds to the bundle
 * of an application. With `z.string`, `z.number`, `z.nullish` and the like of `zod/mini` instead, the bundle of one endpoint has 1.5 kB more.
 */

/** A schema of `zod`, `zod/mini` or `zod/v4/core`. */
export type Schema<T> = z.$ZodType<T>;

/** What a schema returns. */
export type Output<S extends () => z.$ZodType> = z.output<ReturnType<S>>;

// The constructors of zod's core do not carry the types of what they get; zod's own functions around them cast like this.

/**
 * An object with these keys; others are left out.
 *
 * @example
 * objectOf({ ticker: textSchema(), name: maybe(textSchema()) });
 */
export const objectOf = <S extends z.$ZodShape>(shape: S): z.$ZodObject<S> =>
  new z.$ZodObject({ type: 'object', shape }) as z.$ZodObject<S>;

/**
 * A value that passes a test.
 *
 * @param message what it must be: `must be a number`; or a function of the value.
 * @example
 * valueOf<number>(Number.isFinite, 'must be a number');
 */
export const valueOf = <T>(
  isValid: (value: unknown) => boolean,
  message: string | ((value: unknown) => string),
): z.$ZodCustom<T, T> =>
  new z.$ZodCustom({
    type: 'custom',
    check: 'custom',
    abort: true,
    fn: isValid,
    error: ({ input }) => (typeof message === 'string' ? message : message(input)),
  }) as z.$ZodCustom<T, T>;

/**
 * A value that may be absent or null.
 *
 * @example
 * maybe(textSchema());
 */
export const maybe = <T>({ _zod: { def } }: z.$ZodCustom<T, T>): z.$ZodOptional<z.$ZodCustom<T | null, T | null>> =>
  new z.$ZodOptional({
    type: 'optional',
    innerType: new z.$ZodCustom({ ...def, fn: (value: unknown) => value === null || def.fn(value) }),
  }) as z.$ZodOptional<z.$ZodCustom<T | null, T | null>>;

/**
 * An object within a row, which may be absent or null. Keys that it does not name are kept, as those of the row itself are.
 *
 * @example
 * maybeObject({ price: numberSchema() });
 */
export const maybeObject = <S extends z.$ZodShape>(shape: S): z.$ZodOptional<z.$ZodNullable<z.$ZodObject<S>>> =>
  new z.$ZodOptional({
    type: 'optional',
    innerType: new z.$ZodNullable({
      type: 'nullable',
      innerType: new z.$ZodObject({ type: 'object', shape, catchall: anything() }),
    }),
  }) as z.$ZodOptional<z.$ZodNullable<z.$ZodObject<S>>>;

/** Anything, or nothing. */
export const anything = (): z.$ZodOptional<z.$ZodCustom<unknown, unknown>> => maybe(valueOf<unknown>(() => true, ''));

/** A finite number. */
export const numberSchema = (): z.$ZodCustom<number, number> => valueOf(Number.isFinite, 'must be a number');

/** A number that is not negative. */
export const countSchema = (): z.$ZodCustom<number, number> =>
  valueOf((value) => Number.isFinite(value) && Number(value) >= 0, 'must be a number, 0 or more');

/**
 * A whole number from `least` to `most`.
 *
 * @example
 * wholeSchema(1, 50_000);
 */
export const wholeSchema = (least: number, most: number = Number.MAX_SAFE_INTEGER): z.$ZodCustom<number, number> =>
  valueOf(
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    `must be a whole number, ${least} ${most === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${most}`}`,
  );

/** A number above 0. */
export const positiveSchema = (): z.$ZodCustom<number, number> =>
  valueOf((value) => Number.isFinite(value) && Number(value) > 0, 'must be a number above 0');

/** Either truth value. */
export const booleanSchema = (): z.$ZodCustom<boolean, boolean> =>
  valueOf((value) => typeof value === 'boolean', 'must be true or false');

/** A text of at least `minLength` characters. */
export const textSchema = (minLength = 0): z.$ZodCustom<string, string> =>
  valueOf(
    (value) => typeof value === 'string' && value.length >= minLength,
    minLength === 0 ? 'must be a text' : 'must be a text that is not empty',
  );

/** A list; its items are checked one by one. */
export const listSchema = (): z.$ZodCustom<readonly unknown[], readonly unknown[]> =>
  valueOf(Array.isArray, 'must be a list');

/** A ticker in a request. */
export const tickerSchema = (): z.$ZodCustom<string, string> =>
  valueOf(
    (value) => typeof value === 'string' && /^(?!\.+$)[\x21-\x7e]{1,64}$/.test(value),
    'must be 1 to 64 visible ASCII characters, and not only dots',
  );

/** A date `YYYY-MM-DD`, or Unix ms. */
export const boundSchema = (): z.$ZodCustom<string | number, string | number> =>
  valueOf(
    (value) => toBoundComplaint(value) === null,
    (value) => toBoundComplaint(value) ?? '',
  );

/** A calendar date, `YYYY-MM-DD`. */
export const dateSchema = (): z.$ZodCustom<string, string> =>
  valueOf(
    (value) => typeof value === 'string' && toBoundComplaint(value) === null,
    (value) => (typeof value === 'string' ? (toBoundComplaint(value) ?? '') : 'must be YYYY-MM-DD'),
  );
