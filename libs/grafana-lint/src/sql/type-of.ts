import { isWord, type Token } from './tokenize.ts';

/** What an expression certainly is; `unknown` for what depends on a table's columns, `null` for the literal NULL. */
export type SqlType = 'integer' | 'decimal' | 'double' | 'text' | 'time' | 'boolean' | 'null' | 'unknown';

/**
 * The type that Trino gives an expression, as far as its text shows it: a literal with a point is a DECIMAL, DECIMAL with
 * integers stays DECIMAL, anything with a DOUBLE is DOUBLE, and a column is unknown. Rules of
 * https://trino.io/docs/current/functions/decimal.html and of the aggregate functions' return types.
 *
 * @example
 * typeOf(tokenize('count(*) * 1.5')); // 'decimal'
 */
export function typeOf(tokens: readonly Token[]): SqlType {
  const base = tokens[0]?.depth ?? 0;
  const parts = splitOperands(tokens, base);
  if (parts === null) return 'boolean';
  return parts.operands.length > 1
    ? combine(
        parts.operands.map((operand) => typeOf(operand)),
        parts.isText,
      )
    : typeOfOperand(parts.operands[0] ?? [], base);
}

/** Splits at the operators of the outermost level, outside CASE; null for a comparison. */
function splitOperands(
  tokens: readonly Token[],
  base: number,
): { readonly operands: Token[][]; readonly isText: boolean } | null {
  const operands: Token[][] = [[]];
  let cases = 0;
  let isText = false;
  for (const token of tokens) {
    if (isWord(token, 'case')) cases += 1;
    if (isWord(token, 'end')) cases -= 1;
    const current = operands.at(-1) ?? [];
    if (token.depth === base && cases === 0) {
      if (
        isWord(token, 'and', 'or', 'not', 'in', 'like', 'between', 'is', 'exists') ||
        (token.kind === 'mark' && /^[=<>!]$/.test(token.text))
      )
        return null;
      if (token.kind === 'mark' && /^[-+*/%|]$/.test(token.text)) {
        if (token.text === '|') isText = true;
        if (current.length > 0) operands.push([]);
        continue;
      }
    }
    current.push(token);
  }
  return { operands, isText };
}

function combine(all: readonly SqlType[], isText = false): SqlType {
  const types = all.filter((type) => type !== 'null');
  if (isText) return 'text';
  for (const winner of ['time', 'text', 'double', 'unknown', 'boolean', 'decimal'] as const)
    if (types.includes(winner)) return winner;
  return types.length === 0 ? 'null' : 'integer';
}

const sameAsFirst = [
  'round',
  'abs',
  'max',
  'min',
  'sum',
  'floor',
  'ceil',
  'ceiling',
  'truncate',
  'sign',
  'mod',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
  'any_value',
  'arbitrary',
  'approx_percentile',
  'max_by',
  'min_by',
  'nullif',
  'with_timezone',
  'at_timezone',
];
const typesOfFunctions: Readonly<Record<string, SqlType>> = {
  ...ofAll(
    'double',
    'sqrt',
    'cbrt',
    'ln',
    'log',
    'log2',
    'log10',
    'exp',
    'pow',
    'power',
    'stddev',
    'stddev_pop',
    'stddev_samp',
    'variance',
    'var_pop',
    'var_samp',
    'corr',
    'covar_pop',
    'covar_samp',
    'regr_slope',
    'regr_intercept',
    'geometric_mean',
    'to_unixtime',
    'random',
    'rand',
    'skewness',
    'kurtosis',
    'percent_rank',
    'cume_dist',
  ),
  ...ofAll(
    'integer',
    'count',
    'count_if',
    'approx_distinct',
    'date_diff',
    'year',
    'month',
    'day',
    'hour',
    'minute',
    'second',
    'length',
    'cardinality',
    'row_number',
    'rank',
    'dense_rank',
    'ntile',
  ),
  ...ofAll(
    'text',
    'concat',
    'lower',
    'upper',
    'substr',
    'substring',
    'trim',
    'replace',
    'date_format',
    'format_datetime',
    'regexp_extract',
    'json_extract_scalar',
    'split_part',
    'lpad',
    'rpad',
    'to_iso8601',
    'array_join',
    'format',
    'url_extract_host',
  ),
  ...ofAll(
    'time',
    'date_trunc',
    'date_add',
    'date_parse',
    'parse_datetime',
    'from_unixtime',
    'from_unixtime_nanos',
    'from_iso8601_timestamp',
    'from_iso8601_timestamp_nanos',
    'from_iso8601_date',
    'now',
    'date',
    'timestamp',
    '$__timegroup',
    '$__unixepochgroup',
    '$__parsetime',
  ),
};
const typesOfNames: Readonly<Record<string, SqlType>> = {
  bigint: 'integer',
  integer: 'integer',
  int: 'integer',
  smallint: 'integer',
  tinyint: 'integer',
  decimal: 'decimal',
  numeric: 'decimal',
  double: 'double',
  real: 'double',
  varchar: 'text',
  char: 'text',
  timestamp: 'time',
  date: 'time',
  boolean: 'boolean',
};

function typeOfOperand(tokens: readonly Token[], base: number): SqlType {
  const [first, second] = tokens;
  if (first === undefined) return 'unknown';
  if (first.kind === 'number')
    return /e/i.test(first.text) ? 'double' : first.text.includes('.') ? 'decimal' : 'integer';
  if (first.kind === 'text') return 'text';
  const word = first.kind === 'word' || first.kind === 'variable' ? first.text.toLowerCase() : '';
  if (second === undefined)
    return (
      (
        {
          null: 'null',
          true: 'boolean',
          false: 'boolean',
          current_timestamp: 'time',
          current_date: 'time',
          $__timefrom: 'time',
          $__timeto: 'time',
        } as const
      )[word] ?? 'unknown'
    );
  if (second.kind === 'text' && ['decimal', 'timestamp', 'date', 'double'].includes(word))
    return typesOfNames[word] ?? 'unknown';
  if (word === 'case') return combine(branchesOf(tokens));
  if (tokens.some((token, index) => token.depth === base && isWord(token, 'at') && isWord(tokens[index + 1], 'time')))
    return 'time';
  if (first.text === '(')
    return isWord(second, 'select', 'with') ? 'unknown' : typeOf(tokens.slice(1, closeOf(tokens, 0)));
  return second.text === '(' ? typeOfCall(word, tokens.slice(2, closeOf(tokens, 1))) : 'unknown';
}

function typeOfCall(name: string, inner: readonly Token[]): SqlType {
  if (name === 'cast' || name === 'try_cast') {
    const as = inner.findLastIndex((token) => token.depth === inner[0]?.depth && isWord(token, 'as'));
    return typesOfNames[inner[as + 1]?.text.toLowerCase() ?? ''] ?? 'unknown';
  }
  if (name === 'try') return typeOf(inner);
  const args = splitArguments(inner);
  if (sameAsFirst.includes(name))
    return typeOf(isWord(args[0]?.[0], 'distinct', 'all') ? (args[0]?.slice(1) ?? []) : (args[0] ?? []));
  if (name === 'avg') return typeOf(inner) === 'integer' ? 'double' : typeOf(inner);
  if (name === 'coalesce' || name === 'greatest' || name === 'least') return combine(args.map(typeOf));
  if (name === 'if') return combine(args.slice(1).map(typeOf));
  return typesOfFunctions[name] ?? 'unknown';
}

/** The expressions after THEN and ELSE of the outermost CASE. */
function branchesOf(tokens: readonly Token[]): SqlType[] {
  const branches: Token[][] = [];
  let cases = 0;
  let isBranch = false;
  for (const token of tokens) {
    if (isWord(token, 'end')) cases -= 1;
    if (cases === 1 && token.depth === tokens[0]?.depth && isWord(token, 'when', 'then', 'else')) {
      isBranch = !isWord(token, 'when');
      if (isBranch) branches.push([]);
    } else if (isBranch && cases > 0) branches.at(-1)?.push(token);
    if (isWord(token, 'case')) cases += 1;
  }
  return branches.map(typeOf);
}

function splitArguments(tokens: readonly Token[]): Token[][] {
  const args: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === ',' && token.depth === tokens[0]?.depth) args.push([]);
    else args.at(-1)?.push(token);
  }
  return args;
}

/** The place of the parenthesis that closes the one at `open`. */
function closeOf(tokens: readonly Token[], open: number): number {
  const depth = (tokens[open]?.depth ?? 0) + 1;
  const close = tokens.findIndex((token, index) => index > open && token.text === ')' && token.depth === depth);
  return close < 0 ? tokens.length : close;
}

function ofAll(type: SqlType, ...names: readonly string[]): Record<string, SqlType> {
  return Object.fromEntries(names.map((name) => [name, type]));
}
