import type { Schema } from '../schema/schemas.ts';

/** Parameters of a query; those that are undefined are left out. */
export type Params = Readonly<Record<string, string | number | boolean | undefined>>;

/** One endpoint of the vendor: what to ask, where the rows of an answer are, and what they mean. */
export interface Endpoint<Request, Raw, Row> {
  /** As the client's method. */
  readonly name: string;
  /** What a request must be. */
  readonly request: () => Schema<unknown>;
  readonly path: (request: Request) => string;
  readonly params: (request: Request) => Params;
  /** The key of the row or the list of rows; null: the answer itself. */
  readonly rowsIn: 'results' | 'tickers' | null;
  /** One row as the vendor sends it. Times in nanoseconds are texts: as numbers they would lose their last digits. */
  readonly raw: () => Schema<Raw>;
  /** A row in readable names with units. */
  readonly toRow: (raw: Raw, request: Request) => Row;
}

/** How a request is carried out. */
export interface RowsOptions {
  /** Stops at once, even while waiting, and throws its reason. */
  readonly signal?: AbortSignal;
  /** Most pages to fetch before an error; default 1,000. */
  readonly maxPages?: number;
  /** `next` of an earlier page of the same request: resumes after that page. */
  readonly resumeFrom?: string;
}

/** The rows of one answer. */
export interface RowsPage<Row> {
  readonly rows: readonly Row[];
  /** From 1; a resumed request starts from 1 again. */
  readonly page: number;
  readonly requestId: string | null;
  /** Path and query of the next page, without a secret: save it, and pass it as `resumeFrom`. Null on the last page. */
  readonly next: string | null;
}
