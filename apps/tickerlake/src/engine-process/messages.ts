import type { EngineErrorType, EnginePage, EngineStatement } from '@tickerlake/local-athena';
import type { TypedRows } from '@tickerlake/pipeline/local';
import * as z from 'zod';

/** An Athena statement as it is sent to the engine's process, without its signal, which becomes a `stop`. */
export type SentStatement = Omit<EngineStatement, 'signal'>;

/** What the server sends to the engine's process. The server chooses the ids. `more` requests the next page, so that no page waits unread. */
export type ToEngine =
  | { readonly kind: 'rows'; readonly id: number; readonly sql: string }
  | { readonly kind: 'statement'; readonly id: number; readonly statement: SentStatement }
  | { readonly kind: 'more' | 'stop'; readonly id: number };

/** A page of an Athena statement, or columns and some rows of a SELECT. */
export type SentPage = EnginePage | TypedRows;

/**
 * Whether a page belongs to an Athena statement.
 *
 * @example
 * if (isStatementPage(page)) count(page.statistics.bytesScanned);
 */
export const isStatementPage = (page: SentPage): page is EnginePage => 'statistics' in page;

/** An error as it is sent: its name, its message, and its kind in Athena's terms. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly failure: { readonly errorName: string; readonly errorType: EngineErrorType } | null;
}

/** What the engine's process answers. */
export type FromEngine =
  | { readonly kind: 'page'; readonly id: number; readonly page: SentPage }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'error'; readonly id: number; readonly error: SentError };

const isMessage = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;

/** The other process is built together with this one, so only the envelope of its messages is checked. */
export const toEngine = z.custom<ToEngine>(isMessage);
export const fromEngine = z.custom<FromEngine>(isMessage);
