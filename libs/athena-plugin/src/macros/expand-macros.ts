import { formatGo, toGoLayout } from './go-layout.ts';
import { findMacroCalls } from './macro-calls.ts';
import { macroLimit } from './macro-limits.ts';
import { MacroError } from './macro-error.ts';
import { parseInterval } from './parse-interval.ts';

/** What the dashboard's time picker says. */
export interface MacroRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
  /** The zone of Grafana's plugin process, UTC by default; only `$__timeFilter` depends on it. */
  readonly pluginTimeZone?: string;
  /** From which a `$__timeGroup` by months or years is counted; the end of the range by default. */
  readonly nowMs?: number;
}

type Macro = (args: readonly string[], range: MacroRange) => string;

const seconds = "'yyyy-MM-dd HH:mm:ss'";

const macros: Readonly<Record<string, Macro>> = {
  $__timeFilter([column, pattern], range) {
    if (column === undefined) throw wrongCount('expected at least one argument');
    const zone = range.pluginTimeZone ?? 'UTC';
    return `${parseTime(column, pattern ?? '')} BETWEEN ${timestamp(range.fromMs, zone)} AND ${timestamp(range.toMs, zone)}`;
  },
  $__dateFilter(args, range) {
    if (args.length !== 1) throw wrongCount(`expected 1 argument, received ${args.length}`);
    return `${args[0]} BETWEEN date '${formatGo(range.fromMs, '2006-01-02', 'UTC')}' AND date '${formatGo(range.toMs, '2006-01-02', 'UTC')}'`;
  },
  $__timeFrom: (_args, range) => timestamp(range.fromMs, 'UTC'),
  $__timeTo: (_args, range) => timestamp(range.toMs, 'UTC'),
  $__rawTimeFrom: (args, range) => rawTime(range.fromMs, args),
  $__rawTimeTo: (args, range) => rawTime(range.toMs, args),
  $__parseTime(args) {
    const [column, pattern] = args;
    if (column === undefined) throw wrongCount('expected at least one argument');
    return parseTime(column, args.length === 2 && pattern !== undefined ? pattern : seconds);
  },
  $__timeGroup(args, range) {
    const { value, length } = grouping(args, range);
    return `FROM_UNIXTIME(FLOOR(TO_UNIXTIME(${value})/${length})*${length})`;
  },
  $__unixEpochFilter(args, range) {
    if (args.length !== 1) throw wrongCount('expected one argument');
    return `${args[0]} BETWEEN ${Math.floor(range.fromMs / 1_000)} AND ${Math.floor(range.toMs / 1_000)}`;
  },
  $__unixEpochGroup(args, range) {
    const { value, length } = grouping(args, range);
    return `FROM_UNIXTIME(FLOOR(${value}/${length})*${length})`;
  },
  $__interval: (_args, range) => intervalText(range.intervalMs),
  $__interval_ms: (_args, range) => String(Math.trunc(range.intervalMs)),
  $__table: () => '',
  $__column: () => '',
};

/** The macros of Grafana's Athena plugin, longest names first, the order in which it expands them. */
export const macroNames: readonly string[] = Object.keys(macros).sort((a, b) => b.length - a.length);

/**
 * Expands Grafana's macros as its Athena plugin does: macro by macro, every occurrence of a call's text, in comments too. Unknown `$__x`
 * stay as they are. The tests compare them with the real plugin's answers. One difference, on purpose: the plugin also expands within
 * quotes, where a macro's own quotes would end the text and make SQL of the rest; here quoted text stays as it is.
 *
 * @throws {MacroError} in the plugin's words when a macro has wrong arguments; in ours when the SQL is longer than Athena takes, or has
 * more than 1,000 macros.
 * @example
 * expandMacros('bar_start >= $__timeFrom()', { fromMs: 0, toMs: 1_000, intervalMs: 60_000 }); // "bar_start >= TIMESTAMP '1970-01-01 00:00:00'"
 */
export function expandMacros(sql: string, range: MacroRange): string {
  const limit = macroLimit(sql);
  if (limit !== null) throw new MacroError(`Could not apply macros: ${limit}`);
  return macroNames.reduce((text, name) => expandOne(text, name, range), sql);
}

function expandOne(sql: string, name: string, range: MacroRange): string {
  const calls = new Map(findMacroCalls(sql, name).map((call) => [call.text, call.args]));
  return [...calls].reduce(
    (text, [call, args]) => replaceUnquoted(text, call, () => (macros[name] as Macro)(args, range)),
    sql,
  );
}

/** Comments are not quoted, but a quote in them opens nothing. What is opened and never closed is quoted to its end. */
const quotedOrComment = /--[^\n]*|\/\*[^]*?(?:\*\/|$)|(?<quoted>'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$))/g;

function replaceUnquoted(text: string, call: string, replacement: () => string): string {
  const pieces: string[] = [];
  let done = 0;
  const quoted = [...text.matchAll(quotedOrComment)]
    .filter(({ groups }) => groups?.['quoted'] !== undefined)
    .map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  for (let at = text.indexOf(call); at >= 0; at = text.indexOf(call, at)) {
    while (quoted[0] !== undefined && quoted[0].end <= at) quoted.shift();
    const isQuoted = quoted[0] !== undefined && quoted[0].start < at;
    if (!isQuoted) {
      pieces.push(text.slice(done, at), replacement());
      done = at + call.length;
    }
    at += isQuoted ? 1 : call.length;
  }
  return `${pieces.join('')}${text.slice(done)}`;
}

function wrongCount(detail: string): MacroError {
  return new MacroError(`Could not apply macros: ${detail}: unexpected number of arguments`);
}

function timestamp(epochMs: number, timeZone: string): string {
  return `TIMESTAMP '${formatGo(epochMs, '2006-01-02 15:04:05', timeZone)}'`;
}

function rawTime(epochMs: number, args: readonly string[]): string {
  const [pattern = ''] = args;
  return formatGo(epochMs, toGoLayout(args.length === 1 && pattern !== '' ? pattern : seconds), 'UTC');
}

/** The plugin takes a pattern of whole seconds for SQL's own literal. */
function parseTime(column: string, pattern: string): string {
  if (pattern === '') return column;
  return pattern === seconds ? `TIMESTAMP ${column}` : `parse_datetime(${column},${pattern})`;
}

function grouping(args: readonly string[], range: MacroRange): { value: string; length: string } {
  const [column, interval, pattern] = args;
  if (column === undefined || interval === undefined)
    throw wrongCount('macro $__timeGroup needs time column and interval');
  try {
    const length = parseInterval(interval.replace(/^'+|'+$/g, ''), range.nowMs ?? range.toMs);
    return {
      value: args.length === 3 && pattern !== undefined ? parseTime(column, pattern) : column,
      length: goNumber(length),
    };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new MacroError(`Could not apply macros: error parsing interval ${interval}: ${cause.message}`, { cause });
  }
}

/** Go writes an exponent of two digits below 0.0001 and from a million on: two weeks are `1.2096e+06` seconds. */
function goNumber(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e6)
    ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
    : String(value);
}

function intervalText(ms: number): string {
  const units = [
    ['y', 31_536_000_000],
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ] as const;
  const unit = units.find(([, length]) => ms >= length);
  return unit === undefined ? '1ms' : `${Math.floor(ms / unit[1])}${unit[0]}`;
}
