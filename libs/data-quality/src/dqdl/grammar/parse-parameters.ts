import type { Parameter } from '../ast.ts';
import type { Cursor } from '../cursor.ts';
import { isKeyword } from './keywords.ts';
import { takeTextConstant, toQuotedText } from './parse-text.ts';
import { mostParameters, type RuleType, ruleTypeOf } from '../rule-types.ts';
import type { Token } from '../tokenize.ts';

/**
 * Parses the parameters of a rule or an analyzer, and holds their number against the rule type.
 *
 * @example
 * parseParameters(new Cursor('of "a" and "b"', {}), type).length; // 2
 */
export function parseParameters(cursor: Cursor, type: RuleType): Parameter[] {
  const parameters: Parameter[] = [];
  for (;;) {
    const link = takeLink(cursor, parameters.length, mostParameters(type));
    const parameter = takeParameter(cursor, link);
    if (parameter === null) {
      if (link !== undefined) cursor.fail(`Expected a column or another parameter after ${link}.`);
      break;
    }
    parameters.push(parameter);
  }
  checkCount(cursor, type, parameters);
  return parameters;
}

/** `of` before any parameter; `and` only between two, where what follows cannot be the next rule of an AND. */
function takeLink(cursor: Cursor, count: number, most: number): 'of' | 'and' | undefined {
  if (cursor.takeWord('of') || cursor.takeWord('OF')) return 'of';
  if (!cursor.isWord('and') && !cursor.isWord('AND')) return undefined;
  if (count === 0 || count >= most) return undefined;
  const next = cursor.peek(1);
  const isBare = next.kind === 'word' && !isKeyword(next.text) && ruleTypeOf(next.text) === undefined;
  if (next.kind !== 'string' && !cursor.isSymbol('$', 1) && !isBare) return undefined;
  cursor.take();
  return 'and';
}

function takeParameter(cursor: Cursor, link: 'of' | 'and' | undefined): Parameter | null {
  const token = cursor.peek();
  const linked = link === undefined ? {} : { link };
  if (cursor.isSymbol('$')) return { ...takeTextConstant(cursor), written: 'constant', ...linked };
  if (token.kind === 'string') return { ...toQuotedText(cursor, cursor.take()), written: 'quoted', ...linked };
  if (token.kind !== 'word' || isKeyword(token.text)) return null;
  cursor.take();
  return { value: token.text, raw: token.text, written: 'bare', at: cursor.position(token), ...linked };
}

function checkCount(cursor: Cursor, type: RuleType, parameters: readonly Parameter[]): void {
  const most = mostParameters(type);
  const extra = parameters[most];
  if (extra !== undefined) cursor.fail(`${type.name} takes ${countOf(type)}, and this is one too many.`, extra.at);
  if (parameters.length < type.least) {
    const next = cursor.peek();
    const hint = isKeywordToken(next) ? ` Quote a column of that name: "${next.text}".` : '';
    cursor.fail(
      `${type.name} takes ${countOf(type)}, and here ${parameters.length === 1 ? 'is 1' : `are ${parameters.length}`}.${hint}`,
    );
  }
  const empty = parameters.find((parameter) => parameter.value === '' && type.name !== 'CustomSql');
  if (empty !== undefined) cursor.fail(`A parameter of ${type.name} is an empty text.`, empty.at);
}

const isKeywordToken = (token: Token): boolean => token.kind === 'word' && isKeyword(token.text);

function countOf(type: RuleType): string {
  const most = mostParameters(type);
  if (most === 0) return 'no parameter';
  if (most === Infinity) return `${type.least} or more parameters`;
  return type.least === most ? `${most} parameter${most === 1 ? '' : 's'}` : `${type.least} to ${most} parameters`;
}
