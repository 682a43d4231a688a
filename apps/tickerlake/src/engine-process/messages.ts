import type { EngineErrorType, EnginePage, EngineStatement } from '@tickerlake/local-athena';
import type { TypedRows } from '@tickerlake/pipeline/local';
import * as z from 'zod';

/** A statement of Athena's as it goes to the engine's process: its signal stays, and becomes a `stop`. */
export type SentStatement = Omit<EngineStatement, 'signal'>;

/** What the server asks of the engine's process. Ids are the server's. `more` asks for the next page, so that no page waits unread. */
export type ToEngine =
  | { readonly kind: 'rows'; readonly id: number; readonly sql: string }
  | { readonly kind: 'statement'; readonly id: number; readonly statement: SentStatement }
  | { readonly kind: 'more' | 'stop'; readonly id: number };

/** A page of a statement of Athena's, or columns and some rows of a SELECT. */
export type SentPage = EnginePage | TypedRows;

/**
 * Whether a page is one of a statement of Athena's.
 *
 * @example
 * if (isStatementPage(page)) count(page.statistics.bytesScanned);
 */
export const isStatementPage = (page: SentPage): page is EnginePage => 'statistics' in page;

/** An error as it crosses: its name, its words, and the kind that Athena's errors have. */
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

/** Messages of our own other half, which is built with this one: only their envelope is looked at. */
export const toEngine = z.custom<ToEngine>(isMessage);
export const fromEngine = z.custom<FromEngine>(isMessage);
