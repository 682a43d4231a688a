import { formatTime } from './format-time.ts';
import { findMacroCall } from './macro-arguments.ts';
import { MacroError } from './macro-error.ts';

/** What the dashboard's time picker says. */
export interface MacroRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
  /** The zone of Grafana's plugin process; only `$__timeFilter` depends on it. */
  readonly pluginTimeZone?: string;
}

type Macro = (args: readonly string[], range: MacroRange) => string;

const seconds = 'yyyy-MM-dd HH:mm:ss';

const macros: Readonly<Record<string, Macro>> = {
  $__timeFilter(args, range) {
    const [column = '', pattern] = expect(args, 0, 2);
    const zone = range.pluginTimeZone ?? 'UTC';
    return `${parseTime(column, pattern, false)} BETWEEN ${timestamp(range.fromMs, zone)} AND ${timestamp(range.toMs, zone)}`;
  },
  $__dateFilter(args, range) {
    const [column = ''] = expect(args, 1, 1);
    return `${column} BETWEEN date '${formatTime(range.fromMs, 'yyyy-MM-dd', 'UTC')}' AND date '${formatTime(range.toMs, 'yyyy-MM-dd', 'UTC')}'`;
  },
  $__timeFrom: (_args, range) => timestamp(range.fromMs, 'UTC'),
  $__timeTo: (_args, range) => timestamp(range.toMs, 'UTC'),
  $__rawTimeFrom: ([pattern], range) => rawTime(range.fromMs, pattern),
  $__rawTimeTo: ([pattern], range) => rawTime(range.toMs, pattern),
  $__parseTime(args) {
    const [column = '', pattern] = expect(args, 1, 2);
    return parseTime(column, pattern, true);
  },
  $__timeGroup(args) {
    const [column = '', interval = '', pattern] = expect(args, 2, 3);
    const value = pattern === undefined ? column : parseTime(column, pattern, true);
    return group(`TO_UNIXTIME(${value})`, interval);
  },
  $__unixEpochFilter(args, range) {
    const [column = ''] = expect(args, 1, 1);
    return `${column} BETWEEN ${Math.floor(range.fromMs / 1_000)} AND ${Math.floor(range.toMs / 1_000)}`;
  },
  $__unixEpochGroup(args) {
    const [column = '', interval = ''] = expect(args, 2, 2);
    return group(column, interval);
  },
  $__interval: (_args, range) => interval(range.intervalMs),
  $__interval_ms: (_args, range) => String(range.intervalMs),
  $__table: () => '',
  $__column: () => '',
};

/** Longest names first, as Grafana does it. */
const names = Object.keys(macros).sort((a, b) => b.length - a.length);

/**
 * Expands Grafana's macros as its Athena plugin does, comments and quoted text included. Unknown `$__x` stay as they are.
 * Held against the real plugin's answers in the tests.
 *
 * @throws {MacroError} in the plugin's words when a macro has the wrong number of arguments.
 * @example
 * expandMacros('bar_start >= $__timeFrom()', { fromMs: 0, toMs: 1_000, intervalMs: 60_000 }); // "bar_start >= TIMESTAMP '1970-01-01 00:00:00'"
 */
export function expandMacros(sql: string, range: MacroRange): string {
  return names.reduce((text, name) => expandOne(text, name, range), sql);
}

function expandOne(sql: string, name: string, range: MacroRange): string {
  let text = sql;
  let from = 0;
  for (let call = findMacroCall(text, name, from); call !== null; call = findMacroCall(text, name, from)) {
    const expanded = (macros[name] as Macro)(call.args, range);
    text = `${text.slice(0, call.start)}${expanded}${text.slice(call.end)}`;
    from = call.start + expanded.length;
  }
  return text;
}

function expect(args: readonly string[], least: number, most: number): readonly string[] {
  if (args.length >= least && args.length <= most) return args;
  const wanted = least === 0 ? most : least;
  throw new MacroError(`Could not apply macros: expected ${wanted} argument${wanted === 1 ? '' : 's'}, received ${args.length}: unexpected number of arguments`);
}

function timestamp(epochMs: number, timeZone: string): string {
  return `TIMESTAMP '${formatTime(epochMs, seconds, timeZone)}'`;
}

function rawTime(epochMs: number, pattern: string | undefined): string {
  const quoted = pattern === undefined || pattern === '' ? `'${seconds}'` : pattern;
  return formatTime(epochMs, quoted, 'UTC');
}

/** The plugin takes a pattern of whole seconds for SQL's own literal. */
function parseTime(column: string, pattern: string | undefined, isDefaultLiteral: boolean): string {
  if (pattern === undefined) return isDefaultLiteral ? `TIMESTAMP ${column}` : column;
  return pattern === `'${seconds}'` ? `TIMESTAMP ${column}` : `parse_datetime(${column},${pattern})`;
}

function group(value: string, intervalText: string): string {
  const match = /^'?(\d+)(ms|s|m|h|d|w|M|y)'?$/.exec(intervalText);
  if (match === null) throw new MacroError(`Could not apply macros: error parsing interval ${intervalText}`);
  const perUnit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, M: 2_592_000, y: 31_536_000 };
  const length = Number(match[1]) * (perUnit[match[2] ?? 's'] ?? 1);
  return `FROM_UNIXTIME(FLOOR(${value}/${length})*${length})`;
}

function interval(ms: number): string {
  const units = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000]] as const;
  const unit = units.find(([, length]) => ms >= length && ms % length === 0);
  return unit === undefined ? `${ms}ms` : `${ms / unit[1]}${unit[0]}`;
}
