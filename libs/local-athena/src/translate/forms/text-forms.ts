import { spellings, toPattern } from '@tickerlake/athena-sql';
import { castToText } from '../casts.ts';
import { type CallForm, form } from '../call-form.ts';
import { notServed } from '../refusal.ts';
import { isFloating, isInteger } from '../trino-type.ts';
import { fillForm, textLiteral, type TypedSql } from '../typed-sql.ts';
import { literalText, wholeLiteral } from './literals.ts';

/** A literal pattern with the same meaning on both engines. */
function pattern(name: string, arg: TypedSql | undefined): string {
  return textLiteral(checkPattern(literalText(name, arg)));
}

function checkPattern(text: string): string {
  try {
    return toPattern(text);
  } catch (cause) {
    throw notServed(`The regular expression ${text}`, cause instanceof Error ? cause.message : 'rewrite the pattern');
  }
}

/** The text to replace must not be empty: the engines differ there. */
function replacedPattern(name: string, arg: TypedSql | undefined): string {
  const text = checkPattern(literalText(name, arg));
  if (new RegExp(text.replace(/^\(\?i\)/, '').replace(/\\z$/, '$'), 'u').test(''))
    throw notServed(`${name} of a pattern that matches nothing`);
  return textLiteral(text);
}

/** `$1` is `\1` in DuckDB; literal backslashes are not supported. */
function replacement(arg: TypedSql | undefined): string {
  const text = literalText('regexp_replace', arg);
  if (text.includes('\\') || /\$(?!\d)/.test(text))
    throw notServed('A replacement with a backslash or a named group', 'use $1');
  return textLiteral(text.replaceAll(/\$(\d)/g, '\\$1'));
}

const extracted = (args: readonly TypedSql[], group: number): string =>
  fillForm(spellings.regexp_extract.duckdb, [
    args[0]?.sql ?? 'NULL',
    pattern('regexp_extract', args[1]),
    String(group),
  ]);
const asText = (arg: TypedSql): string => castToText(arg);

/** Functions of text. */
export const textForms: readonly CallForm[] = [
  form('length', 'varchar', 'bigint', spellings.length.duckdb),
  form('lower', 'varchar', 'varchar', 'lower({0})'),
  form('upper', 'varchar', 'varchar', 'trino_upper({0})'),
  ...['trim', 'ltrim', 'rtrim'].flatMap((name) => [
    form(name, 'varchar', 'varchar', `trino_${name}({0})`),
    form(name, 'varchar, varchar', 'varchar', `${name}({0}, {1})`),
  ]),
  ...['substr', 'substring'].flatMap((name) => [
    form(name, 'text, bigint', 'varchar', 'trino_substr_from({0}, {1})'),
    form(name, 'text, bigint, bigint', 'varchar', 'trino_substr({0}, {1}, {2})'),
  ]),
  ...['lpad', 'rpad'].map((name) =>
    form(name, 'varchar, bigint, varchar', 'varchar', `trino_pad({0}, {1}, ${name}({0}, CAST({1} AS INTEGER), {2}))`),
  ),
  form('replace', 'varchar, varchar', 'varchar', "trino_replace({0}, {1}, '')"),
  form('replace', 'varchar, varchar, varchar', 'varchar', 'trino_replace({0}, {1}, {2})'),
  form('reverse', 'text', 'varchar', 'trino_reverse({0})'),
  form('strpos', 'varchar, varchar', 'bigint', spellings.position.duckdb),
  form('starts_with', 'varchar, varchar', 'boolean', spellings.starts_with.duckdb),
  form(
    'split',
    'varchar, varchar',
    'array(varchar)',
    (args) => `string_split(${args[0]?.sql}, ${separator('split', args[1])})`,
  ),
  form('split', 'varchar, varchar, bigint', 'array(varchar)', (args) => {
    const by = separator('split', args[1]);
    return `trino_split(string_split(${args[0]?.sql}, ${by}), ${args[2]?.sql}, ${by})`;
  }),
  form('split_part', 'varchar, varchar, bigint', 'varchar', (args) => {
    if (wholeLiteral('split_part', args[2]) < 1) throw notServed('split_part with an index below 1');
    return fillForm(spellings.split_part.duckdb, [
      args[0]?.sql ?? 'NULL',
      separator('split_part', args[1]),
      args[2]?.sql ?? 'NULL',
    ]);
  }),
  form('concat', 'text, text...', 'varchar', (args) => `(${args.map(({ sql }) => sql).join(' || ')})`),
  form(
    'concat_ws',
    'varchar, array(varchar)',
    'varchar',
    "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN coalesce(array_to_string({1}, {0}), '') END",
  ),
  form('translate', 'varchar, varchar, varchar', 'varchar', 'translate({0}, {1}, {2})'),
  form(
    'url_encode',
    'varchar',
    'varchar',
    "replace(replace(replace(url_encode({0}), '%20', '+'), '%2A', '*'), '~', '%7E')",
  ),
  form(
    'concat_ws',
    'varchar, varchar...',
    'varchar',
    (args) => `CASE WHEN ${args[0]?.sql} IS NOT NULL THEN concat_ws(${args.map(({ sql }) => sql).join(', ')}) END`,
  ),
  form('chr', 'bigint', 'varchar', 'chr(CAST({0} AS INTEGER))'),
  form(
    'codepoint',
    'varchar',
    'integer',
    "CASE WHEN length({0}) = 1 THEN unicode({0}) WHEN {0} IS NOT NULL THEN error('INVALID_FUNCTION_ARGUMENT: Input string must be a single character string') END",
  ),
  form('regexp_like', 'varchar, varchar', 'boolean', (args) =>
    fillForm(spellings.regexp_like.duckdb, [
      args[0]?.sql ?? 'NULL',
      // What $ means in Trino: the end, or before a last line break.
      pattern('regexp_like', args[1]).replace(/\\z'$/, "\\n?\\z'"),
    ]),
  ),
  form('regexp_extract', 'varchar, varchar', 'varchar', (args) => extracted(args, 0)),
  form('regexp_extract', 'varchar, varchar, bigint', 'varchar', (args) =>
    extracted(args, wholeLiteral('regexp_extract', args[2])),
  ),
  form(
    'regexp_extract_all',
    'varchar, varchar',
    'array(varchar)',
    (args) => `regexp_extract_all(${args[0]?.sql}, ${replacedPattern('regexp_extract_all', args[1])})`,
  ),
  form(
    'regexp_count',
    'varchar, varchar',
    'bigint',
    (args) => `len(regexp_extract_all(${args[0]?.sql}, ${replacedPattern('regexp_count', args[1])}))`,
  ),
  form(
    'regexp_split',
    'varchar, varchar',
    'array(varchar)',
    (args) => `string_split_regex(${args[0]?.sql}, ${replacedPattern('regexp_split', args[1])})`,
  ),
  form(
    'regexp_replace',
    'varchar, varchar',
    'varchar',
    (args) => `regexp_replace(${args[0]?.sql}, ${replacedPattern('regexp_replace', args[1])}, '', 'g')`,
  ),
  form(
    'regexp_replace',
    'varchar, varchar, varchar',
    'varchar',
    (args) =>
      `regexp_replace(${args[0]?.sql}, ${replacedPattern('regexp_replace', args[1])}, ${replacement(args[2])}, 'g')`,
  ),
  form('format', 'literal, any...', 'varchar', formatText),
  form('to_utf8', 'varchar', 'varbinary', 'encode({0})'),
  form('from_utf8', 'varbinary', 'varchar', 'decode({0})'),
  form('to_hex', 'varbinary', 'varchar', 'hex({0})'),
  form('from_hex', 'varchar', 'varbinary', 'trino_unhex({0})'),
  form('to_base64', 'varbinary', 'varchar', 'base64({0})'),
  form('from_base64', 'varchar', 'varbinary', 'from_base64({0})'),
  form('md5', 'varbinary', 'varbinary', 'unhex(md5({0}))'),
  form('sha1', 'varbinary', 'varbinary', 'unhex(sha1({0}))'),
  form('sha256', 'varbinary', 'varbinary', 'unhex(sha256({0}))'),
  form('length', 'varbinary', 'bigint', 'octet_length({0})'),
];

function separator(name: string, arg: TypedSql | undefined): string {
  if (literalText(name, arg) === '') throw notServed(`${name} by an empty text`);
  return textLiteral(literalText(name, arg));
}

/**
 * The simple directives of Java's format: `%s`, `%d`, `%.2f` and `%%`. Java rounds the shortest text of a double half
 * up, as decimals are.
 */
function formatText([format, ...values]: readonly TypedSql[]): string {
  const parts = literalText('format', format).split(/(%[,0+-]?\d*(?:\.\d+)?[a-zA-Z%])/);
  let next = 0;
  const texts = parts.map((part) => {
    if (part === '%%' || !part.startsWith('%')) return textLiteral(part === '%%' ? '%' : part);
    const value = values[next];
    next += 1;
    if (value === undefined) throw notServed('The function format with fewer values than places');
    return `coalesce(${formatOne(part, value)}, ${part === '%s' || part === '%d' || /^%,?(\.\d+)?f$/.test(part) || part === '%,d' ? "'null'" : "error('NOT_SUPPORTED: format of NULL with a width is not supported here')"})`;
  });
  return `(${texts.join(' || ')})`;
}

function formatOne(directive: string, value: TypedSql): string {
  const isGrouped = directive.startsWith('%,');
  const digits = /^%,?\.(\d+)f$/.exec(directive)?.[1] ?? (directive === '%f' ? '6' : undefined);
  if (digits !== undefined && value.type.kind === 'decimal') {
    const rounded = `CAST(CAST(${value.sql} AS DECIMAL(38,${digits})) AS VARCHAR)`;
    if (value.type.scale > Number(digits)) throw notServed('format that rounds a decimal', 'round it first');
    return isGrouped ? `trino_grouped(${rounded})` : rounded;
  }
  if (digits !== undefined && isFloating(value.type)) {
    const size = `abs(${value.sql})`;
    const sign = `CASE WHEN signbit(${value.sql}) THEN '-' ELSE '' END || `;
    const rounded = `${sign}CAST(CAST(CAST(${size} AS VARCHAR) AS DECIMAL(38,${digits})) AS VARCHAR)`;
    return `CASE WHEN isnan(${value.sql}) THEN 'NaN' WHEN isfinite(${value.sql}) AND ((${size} >= 1e-3 AND ${size} < 1e15) OR ${size} = 0) THEN ${isGrouped ? `trino_grouped(${rounded})` : rounded} WHEN ${value.sql} IS NOT NULL THEN error('NOT_SUPPORTED: format of so large or small a number is not supported here') END`;
  }
  if (directive === '%d' && isInteger(value.type)) return `CAST(${value.sql} AS VARCHAR)`;
  if (directive === '%,d' && isInteger(value.type)) return `trino_grouped(CAST(${value.sql} AS VARCHAR))`;
  if (/^%[0+]?\d*d$/.test(directive) && isInteger(value.type)) return `printf('${directive}', ${value.sql})`;
  if (
    directive === '%s' &&
    (['varchar', 'boolean', 'date', 'decimal'].includes(value.type.kind) || isInteger(value.type))
  )
    return asText(value);
  throw notServed(`The function format with ${directive} of this type`, 'use %s, %d or %.2f, or round and cast');
}
