import { DqdlSyntaxError } from './dqdl-syntax-error.ts';
import { createLocator } from './position.ts';

/**
 * The smallest parts of a DQDL text. `text` is what was written (of a string: between its quotes, escapes untouched).
 * A number is digits with an optional fraction; everything else made of letters, digits, `_` and `.` is a word.
 */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly offset: number;
}

const skipped = /(?:[\s\uFEFF]|#[^\r\n]*)*/y;
const parts = [
  ['number', /\d+(?:\.\d+)?(?![A-Za-z0-9_.])/y],
  ['word', /[A-Za-z0-9_.]+/y],
  ['string', /"((?:[^"\\]|\\[^])*)"/y],
  ['symbol', /!\s*=|>=|<=|[=><[\](){},:$+\-*/]/y],
] as const;

/**
 * Cuts a DQDL text into tokens; the last one has the kind `end`. Comments run from `#` to the end of the line.
 *
 * @throws {DqdlSyntaxError} at a character that starts no token, and at a string without its closing quote.
 * @example
 * tokenize('RowCount > 7', 'hourly.dqdl').map((token) => token.text); // ['RowCount', '>', '7', '']
 */
export function tokenize(text: string, file: string): Token[] {
  const tokens: Token[] = [];
  let offset = matchAt(skipped, text, 0)?.[0].length ?? 0;
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    if (token === null) {
      throw new DqdlSyntaxError(explainCharacter(text, offset), { text, file, position: createLocator(text)(offset) });
    }
    tokens.push(token.token);
    offset = token.end + (matchAt(skipped, text, token.end)?.[0].length ?? 0);
  }
  return [...tokens, { kind: 'end', text: '', offset: text.length }];
}

function tokenAt(text: string, offset: number): { token: Token; end: number } | null {
  if (text.startsWith('//', offset)) return null;
  for (const [kind, pattern] of parts) {
    const match = matchAt(pattern, text, offset);
    if (match !== null)
      return { token: { kind, text: match[1] ?? textOf(kind, match[0]), offset }, end: offset + match[0].length };
  }
  return null;
}

/** AWS's parser reads `! =` as `!=`. */
const textOf = (kind: Token['kind'], text: string): string => (kind === 'symbol' ? text.replace(/\s/g, '') : text);

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function explainCharacter(text: string, offset: number): string {
  if (text.startsWith('//', offset)) return 'A comment starts with #, not with //.';
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  if (character === '"')
    return 'This text has no closing quote: add " where it ends (a quote inside it is written \\").';
  if (character === "'") return 'Texts need double quotes ("), not single quotes.';
  if (character === '“' || character === '”') return 'Texts need straight double quotes ("), not typographic ones.';
  if (character === ';') return 'Rules are separated by commas, not by semicolons.';
  return `Unexpected character ${JSON.stringify(character)}. Quote names that contain characters other than letters, digits, _ and .`;
}
