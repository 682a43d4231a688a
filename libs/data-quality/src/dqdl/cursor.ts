import type { Constant } from './ast.ts';
import { DqdlSyntaxError } from './dqdl-syntax-error.ts';
import { createLocator, type Position } from './position.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Options of the parser. */
export interface ParseOptions {
  /** The name of the text in messages. Default `<dqdl>`. */
  readonly file?: string;
  /** `aws` reads mixed operators from left to right, as AWS's parser does: `1 + 2 * 3` is 9. Default: `*` and `/` bind tighter. */
  readonly compat?: 'aws';
  /** Take a bare `$name` in a number's place as a parameter of the run (an extension: DQDL's constants are texts). Default false. */
  readonly allowParameters?: boolean;
  /**
   * What becomes of a rule type that does not exist. `reject` (default): a syntax error, as in AWS's parser. `keep`: a rule
   * that gets the status `error` when it is checked, so that the other rules of the text are evaluated; what it consists of
   * is not checked, nor of the types that AWS calls experimental.
   */
  readonly unknownTypes?: 'reject' | 'keep';
}

/** Far above any rule that a person writes; a tree of more terms would end in a full stack. */
const mostTerms = 1000;
/** Characters. A text is read with regular expressions, whose stack is finite. */
const longestText = 1_048_576;

/**
 * The parser's place in a text: peeks at the next tokens, takes them, and formulates every complaint.
 *
 * @example
 * const cursor = new Cursor('RowCount > 7', {});
 * cursor.takeWord('RowCount'); // true
 */
export class Cursor {
  readonly text: string;
  readonly file: string;
  readonly compat: ParseOptions['compat'];
  readonly allowParameters: boolean;
  readonly keepsUnknownTypes: boolean;
  readonly constants = new Map<string, Constant>();
  readonly #tokens: readonly Token[];
  readonly #locate: (offset: number) => Position;
  #index = 0;
  #depth = 0;
  #terms = 0;

  constructor(text: string, options: ParseOptions) {
    this.text = text;
    this.file = options.file ?? '<dqdl>';
    this.compat = options.compat;
    this.allowParameters = options.allowParameters ?? false;
    this.keepsUnknownTypes = options.unknownTypes === 'keep';
    if (text.length > longestText) {
      const reason = `A ruleset has at most ${longestText} characters, this text has ${text.length}. Split it into several files.`;
      throw new DqdlSyntaxError(reason, { text: '', file: this.file, position: { offset: 0, line: 1, column: 1 } });
    }
    this.#tokens = tokenize(text, this.file);
    this.#locate = createLocator(text);
  }

  /** The token `ahead` places further; the end of the text repeats. */
  peek(ahead = 0): Token {
    return (
      this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)] ?? {
        kind: 'end',
        text: '',
        offset: this.text.length,
      }
    );
  }

  take(): Token {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === symbol;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.text === word;
  }

  takeSymbol(symbol: string): boolean {
    const found = this.isSymbol(symbol);
    if (found) this.#index += 1;
    return found;
  }

  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.#index += 1;
    return found;
  }

  expectSymbol(symbol: string, where: string): Token {
    if (!this.isSymbol(symbol)) this.fail(`Expected ${symbol} ${where}, found ${describe(this.peek())}.`);
    return this.take();
  }

  expectString(expected: string): Token {
    const token = this.peek();
    if (token.kind !== 'string') this.fail(`Expected ${expected} in double quotes, found ${describe(token)}.`);
    return this.take();
  }

  position(token: Token = this.peek()): Position {
    return this.#locate(token.offset);
  }

  /** Parses the content of parentheses; at most 100 levels, because the stack is finite. */
  nest<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > 100) this.fail('This is nested more than 100 deep.');
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }

  /** Counts the terms of the next rule from nothing. */
  startRule(): void {
    this.#terms = 0;
  }

  /** A rule joined by AND or OR, a number in an expression, an argument of a function. */
  countTerm(): void {
    this.#terms += 1;
    if (this.#terms >= mostTerms) this.fail(`A rule has at most ${mostTerms} terms. Split it into several rules.`);
  }

  /** @throws {DqdlSyntaxError} always, at a token or a position; by default at the next token. */
  fail(reason: string, at: Token | Position = this.peek()): never {
    throw new DqdlSyntaxError(reason, { text: this.text, file: this.file, position: this.#locate(at.offset) });
  }
}

/**
 * A token as messages name it.
 *
 * @example
 * describe({ kind: 'string', text: 'a', offset: 0 }); // the text "a"
 */
export function describe(token: Token): string {
  if (token.kind === 'end') return 'the end of the text';
  const shown = token.text.length > 40 ? `${token.text.slice(0, 39)}…` : token.text;
  return token.kind === 'string' ? `the text "${shown}"` : shown;
}
