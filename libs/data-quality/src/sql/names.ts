import { type RawBuilder, sql } from 'kysely';

/**
 * A column in double quotes, whatever characters its name has.
 *
 * @example
 * columnOf('hourly_var'); // in SQL: "hourly_var"
 */
export const columnOf = (name: string): RawBuilder<unknown> => sql.id(name);

/**
 * A table or view, each part of its dotted name in double quotes.
 *
 * @example
 * datasetOf('staging.hourly'); // "staging"."hourly"
 */
export const datasetOf = (name: string): RawBuilder<unknown> => sql.id(...name.split('.'));
