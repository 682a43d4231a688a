import { excerptAt, type Position } from './position.ts';

/**
 * A text that is not DQDL. The message starts with `file:line:column` and ends with the line and a caret; `reason` is
 * the sentence alone. Never worth a retry: the text has to change.
 *
 * @example
 * try { parseDqdl(text, { file: 'hourly.dqdl' }); } catch (error) { if (error instanceof DqdlSyntaxError) console.error(error.line); }
 */
export class DqdlSyntaxError extends Error {
  override readonly name = 'DqdlSyntaxError';
  readonly transient = false;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly reason: string;
  readonly excerpt: string;

  constructor(reason: string, facts: { text: string; file: string; position: Position }) {
    const excerpt = excerptAt(facts.text, facts.position);
    super(`${facts.file}:${facts.position.line}:${facts.position.column}: ${reason}\n${excerpt}`);
    this.file = facts.file;
    this.line = facts.position.line;
    this.column = facts.position.column;
    this.offset = facts.position.offset;
    this.reason = reason;
    this.excerpt = excerpt;
  }
}
