import { lazySchema } from './lazy-schema.ts';
import {
  anything,
  booleanSchema,
  countSchema,
  listSchema,
  maybe,
  numberSchema,
  objectOf,
  textSchema,
  wholeSchema,
} from './schemas.ts';

/** The fields of a bar without its volume. */
export const barFields = lazySchema(() => ({
  t: wholeSchema(Number.MIN_SAFE_INTEGER),
  o: numberSchema(),
  h: numberSchema(),
  l: numberSchema(),
  c: numberSchema(),
  vw: maybe(numberSchema()),
  n: maybe(countSchema()),
  otc: maybe(booleanSchema()),
}));

/** A bar as the API documents it: `v` may be absent of an index only. */
export const barSchema = lazySchema(() => objectOf({ ...barFields(), v: countSchema() }));

/** A bar of an index. */
export const indexBarSchema = lazySchema(() => objectOf({ ...barFields(), v: maybe(countSchema()) }));

/** What an answer with bars says of them. */
export const barsAnswerFields = lazySchema(() => ({
  status: maybe(textSchema()),
  adjusted: maybe(booleanSchema()),
  resultsCount: maybe(numberSchema()),
  count: maybe(numberSchema()),
  request_id: anything(),
  results: maybe(listSchema()),
}));
