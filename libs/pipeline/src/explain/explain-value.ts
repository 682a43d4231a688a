import {
  calendarIdOf,
  type ExplainedTable,
  type Formula,
  type FormulaBar,
  type FormulaInput,
  type Tables,
} from '@tickerlake/record-schema';
import { monthOf } from '../values/month.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Evidence, EvidenceBar } from './read-evidence.ts';
import type { ExplainedBar, ExplainedNumber, ExplainedRun, Explanation } from './explanation.ts';
import { isSameBar, toFormulaBar } from './formula-bars.ts';
import { witnessesOf } from './witnesses.ts';

/** The derived value to explain: of an hour, or without a start of the whole session. */
export interface ExplainedValue {
  readonly explained: ExplainedTable;
  readonly formula: Formula;
  /** The start of the hour, in ms since 1970 UTC; null for the session. */
  readonly startMs: number | null;
}

/** Digits of a rounded number: those of every price. */
const shownDigits = 8;

/**
 * Explains one value from the evidence of its trading date: computes it again from the landed lines' own numbers.
 *
 * @returns null when no such row is published.
 * @example
 * const explanation = explainValue(evidence, { explained, formula, startMs }, calendars);
 */
export function explainValue(
  evidence: Evidence,
  { explained, formula, startMs }: ExplainedValue,
  calendars: Calendars,
): Explanation | null {
  const found = startMs === null ? sessionOf(evidence, calendars) : hourOf(evidence, startMs, calendars);
  if (found === null) return null;
  const { row, bars, input } = found;
  const fromRaw = rawInput(input, found);
  const used = fromRaw ?? input;
  const stored = toNumber((row as Readonly<Record<string, unknown>>)[formula.column]);
  const computed = formula.value(used);
  const decisive = new Set(formula.decisive?.(input).map((bar) => bar.startMs) ?? []);
  const column = explained.table.columns.find(({ name }) => name === formula.column);
  const builds = evidence.release.builds('hourly_volatility', monthOf(evidence.tradingDate));
  const { id, publishedAt, runId, source } = evidence.release;
  return {
    table: explained.table.name,
    column: formula.column,
    unit: column?.unit ?? null,
    meaning: column?.meaning ?? '',
    ticker: evidence.ticker,
    tradingDate: evidence.tradingDate,
    session: found.session,
    grid: row.grid,
    start: iso(input.startMs),
    end: iso(input.endMs),
    value: stored,
    formula: {
      text: formula.text,
      numbers: formula.numbers(used, (value) => String(Number(value.toPrecision(shownDigits)))),
      exactNumbers: formula.numbers(used, String),
      reads: formula.reads,
    },
    computed,
    computedFrom: fromRaw === null ? 'base bars' : 'raw lines',
    isReproduced: isEqual(stored, computed, formula.isExact),
    bars: bars.map((bar) => toExplainedBar(bar, decisive)),
    runs: runsOf(evidence, new Set([...bars.map((bar) => bar.row.run_id), row.run_id])),
    release: { id, publishedAt, runId, source, builds },
    corrections: evidence.corrections
      .filter(({ bar_start }) => startMs === null || bar_start.getTime() === startMs)
      .map((correction) => ({
        runId: correction.run_id,
        correctedAt: correction.corrected_at.toISOString(),
        start: correction.bar_start.toISOString(),
        oldHourlyVar: correction.old_hourly_var,
        newHourlyVar: correction.new_hourly_var,
      })),
    witnesses: witnessesOf(evidence, input),
    splits: evidence.splits.map((split) => ({
      executionDate: split.execution_date,
      splitFrom: split.split_from,
      splitTo: split.split_to,
      source: split.source,
    })),
    notes: evidence.notes,
  };
}

/** A published row, the bars it is made of, and what its formulas read. */
interface Found {
  readonly row: Tables['hourly_volatility'] | Tables['daily_volatility'];
  readonly session: string;
  readonly bars: readonly EvidenceBar[];
  /** The bars before them that returns begin from. */
  readonly before: readonly EvidenceBar[];
  readonly input: FormulaInput;
}

function hourOf(evidence: Evidence, startMs: number, calendars: Calendars): Found | null {
  const index = evidence.hours.findIndex((hour) => hour.bar_start.getTime() === startMs);
  const row = evidence.hours[index];
  if (row === undefined) return null;
  // Every base bar is in an hour: it is of the last one that starts at or before it.
  const nextMs = evidence.hours[index + 1]?.bar_start.getTime() ?? Number.POSITIVE_INFINITY;
  const ofPart = evidence.bars.filter((bar) => bar.row.session === row.session && timeOf(bar) < nextMs);
  const bars = ofPart.filter((bar) => timeOf(bar) >= startMs);
  const before = ofPart.filter((bar) => timeOf(bar) < startMs);
  const located = calendars[calendarIdOf(evidence.ticker)].locate(startMs);
  const endMs =
    row.grid === 'session' ? located.hourEndMs : startMs + Number(bars[0]?.row.bar_ms ?? located.hourEndMs - startMs);
  return found(evidence, { row, session: row.session, bars, before, startMs, endMs, hours: 1 });
}

function sessionOf(evidence: Evidence, calendars: Calendars): Found | null {
  const { day: row, session, tradingDate, ticker } = evidence;
  if (row === null) return null;
  const isCounted = (part: string): boolean => part === 'regular' || part === 'continuous';
  const bars = evidence.bars.filter((bar) => isCounted(bar.row.session));
  const hours = evidence.hours.filter((hour) => isCounted(hour.session)).length;
  const known = calendars[calendarIdOf(ticker)].session(tradingDate);
  const startMs = session?.open.getTime() ?? known?.openMs ?? 0;
  const endMs = session?.close.getTime() ?? known?.closeMs ?? 0;
  const part = bars[0]?.row.session ?? 'regular';
  return found(evidence, { row, session: part, bars, before: [], startMs, endMs, hours });
}

function found(
  { session }: Evidence,
  of: Omit<Found, 'input'> & Pick<FormulaInput, 'startMs' | 'endMs' | 'hours'>,
): Found | null {
  const { startMs, endMs, hours, ...rest } = of;
  if (rest.bars.length === 0) return null;
  const bars = rest.bars.map(({ row }) => toFormulaBar(row));
  return {
    ...rest,
    input: {
      bars,
      barsUntilEnd: [...rest.before.map(({ row }) => toFormulaBar(row)), ...bars],
      startMs,
      endMs,
      hours,
      part: toPart(rest.session),
      session: {
        openMs: session?.open.getTime() ?? startMs,
        closeMs: session?.close.getTime() ?? endMs,
        expectedMinutes: session?.expected_bars ?? 0,
      },
    },
  };
}

/** The same with the landed lines' own numbers; null when a line is gone. */
function rawInput(input: FormulaInput, { bars, before }: Found): FormulaInput | null {
  const read = (of: readonly EvidenceBar[]): FormulaBar[] | null => {
    const rows = of.map(({ raw }) => raw?.row);
    return rows.every((row) => row !== undefined)
      ? rows.map((row) => toFormulaBar({ ...row, bar_start: new Date(row.bar_start_ms) }))
      : null;
  };
  const [own, earlier] = [read(bars), read(before)];
  return own === null || earlier === null ? null : { ...input, bars: own, barsUntilEnd: [...earlier, ...own] };
}

const parts = ['pre', 'regular', 'post', 'continuous', 'unknown'] as const;
const toPart = (session: string): FormulaInput['part'] => parts.find((part) => part === session) ?? 'unknown';

const timeOf = ({ row }: EvidenceBar): number => row.bar_start.getTime();
const iso = (ms: number): string => new Date(ms).toISOString();

function toNumber(value: unknown): ExplainedNumber {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Engines round logarithms and sums of fractions differently in the last digits. */
function isEqual(stored: ExplainedNumber, computed: ExplainedNumber, isExact: boolean): boolean {
  if (isExact || typeof stored !== 'number' || typeof computed !== 'number') return stored === computed;
  const size = Math.max(Math.abs(stored), Math.abs(computed));
  return Math.abs(stored - computed) <= 1e-12 * size + 1e-26;
}

function toExplainedBar({ row, raw }: EvidenceBar, decisive: ReadonlySet<number>): ExplainedBar {
  const { startMs, lengthMs, ...values } = toFormulaBar(row);
  return {
    start: iso(startMs),
    lengthMs,
    ...values,
    runId: row.run_id,
    requestId: row.request_id,
    fetchedAt: row.fetched_at.toISOString(),
    isDecisive: decisive.has(startMs),
    raw: raw && { path: raw.path, line: raw.line, text: raw.text, isSame: isSameBar(row, raw.row) },
  };
}

function runsOf({ runs, rules }: Evidence, ids: ReadonlySet<string>): ExplainedRun[] {
  return [...ids].sort().map((runId) => {
    const run = runs.find((one) => one.run_id === runId);
    const own = rules.filter((rule) => rule.run_id === runId);
    const count = (...statuses: readonly string[]): number =>
      own.filter(({ status }) => statuses.includes(status)).length;
    return {
      runId,
      startedAt: run?.started_at.toISOString() ?? null,
      endedAt: run?.ended_at?.toISOString() ?? null,
      source: run?.source ?? null,
      outcome: run?.outcome ?? null,
      rules: {
        passed: count('pass'),
        warned: count('warn'),
        failed: count('fail', 'error'),
        notEvaluated: count('not_evaluated'),
      },
      notPassed: own
        .filter(({ status }) => status !== 'pass')
        .map(({ dataset, rule, status, message }) => `${status.replace('_', ' ')}: ${dataset}: ${rule}: ${message}`),
    };
  });
}
