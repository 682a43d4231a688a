import * as z from 'zod';

const spanSchema = z.object({
  ticker: z.string(),
  bars: z.int(),
  /** First and last start, ISO. */
  first: z.string(),
  last: z.string(),
});

/** Bars of a ticker, and when the first and the last of them start. */
export type BarSpan = Readonly<z.infer<typeof spanSchema>>;

/** A bar that came in several versions. */
const conflictSchema = z.object({
  ticker: z.string(),
  /** ISO instant. */
  barStart: z.string(),
  versions: z.int(),
  /** Which version was kept; null when the bar was refused. */
  kept: z.enum(['later-answer', 'larger-trade-count']).nullable(),
});

/** What was odd about fetched bars, counted and named: everything that is not stored unchanged. */
export const barFindingsSchema = z.object({
  /** Bars that came again with the same values: one of each is stored. */
  repeatedBars: z.int(),
  /** Bars that came with different values, of which one version is stored. */
  settledBars: z.int(),
  /** Bars with several different versions and no rule to choose one: none is stored. */
  refusedBars: z.int(),
  /** At most five of the last two, refused ones first. */
  conflicts: z.array(conflictSchema),
  /** Bars outside the sessions that the calendar knows, by ticker: stored. */
  outsideSessions: z.array(spanSchema),
  /** Bars outside the requested range, by ticker; they are not stored. */
  outsideRange: z.array(spanSchema),
  /** Bars of another instrument that used the ticker before or after, by ticker; they are not stored. */
  outsideInstrument: z.array(spanSchema).default([]),
});

/** What was odd about fetched bars. Plain JSON. */
export type BarFindings = Readonly<z.infer<typeof barFindingsSchema>>;

const maxSamples = 5;

/**
 * The findings of several chunks as one; of none, nothing odd.
 *
 * @example
 * sumFindings(receipts.flatMap(({ findings }) => findings ?? []));
 */
export function sumFindings(parts: readonly BarFindings[]): BarFindings {
  const sum = (count: (part: BarFindings) => number): number => parts.reduce((total, part) => total + count(part), 0);
  const conflicts = parts.flatMap((part) => part.conflicts);
  return {
    repeatedBars: sum((part) => part.repeatedBars),
    settledBars: sum((part) => part.settledBars),
    refusedBars: sum((part) => part.refusedBars),
    conflicts: [
      ...conflicts.filter(({ kept }) => kept === null),
      ...conflicts.filter(({ kept }) => kept !== null),
    ].slice(0, maxSamples),
    outsideSessions: joinSpans(parts.flatMap((part) => part.outsideSessions)),
    outsideRange: joinSpans(parts.flatMap((part) => part.outsideRange)),
    outsideInstrument: joinSpans(parts.flatMap((part) => part.outsideInstrument)),
  };
}

/** One span for each ticker. */
function joinSpans(spans: readonly BarSpan[]): BarSpan[] {
  const joined = new Map<string, BarSpan>();
  for (const span of spans) {
    const known = joined.get(span.ticker);
    const [first, last] = [
      [known?.first ?? span.first, span.first].sort()[0] ?? span.first,
      [known?.last ?? span.last, span.last].sort()[1] ?? span.last,
    ];
    joined.set(span.ticker, { ticker: span.ticker, bars: (known?.bars ?? 0) + span.bars, first, last });
  }
  return [...joined.values()];
}

/**
 * The findings in sentences; none when nothing was odd.
 *
 * @example
 * findingsText(report.findings)[0]; // '35 bars of NVDA are outside the known sessions of the calendar; ...'
 */
export function findingsText({
  repeatedBars,
  settledBars,
  refusedBars,
  conflicts,
  outsideSessions,
  outsideRange,
  outsideInstrument,
}: BarFindings): string[] {
  return [
    ...(repeatedBars > 0 ? [`${repeatedBars} bars came again with the same values: one of each is stored.`] : []),
    ...(settledBars + refusedBars > 0
      ? [
          `${settledBars + refusedBars} bars came with different values: ${settledBars} are stored from the later answer or the one with more trades, ${refusedBars} are refused because neither rule decides.`,
        ]
      : []),
    ...conflicts.map(
      ({ ticker, barStart, versions, kept }) =>
        `  ${ticker} ${barStart}: ${versions} versions, ${kept === null ? 'refused' : `kept that of the ${kept.replaceAll('-', ' ')}`}.`,
    ),
    ...spansText(outsideSessions, 'are outside the known sessions of the calendar; they are stored'),
    ...spansText(outsideRange, 'are outside the requested range; they are not stored'),
    ...spansText(outsideInstrument, 'are of another instrument that used the ticker then; they are not stored'),
  ];
}

function spansText(spans: readonly BarSpan[], state: string): string[] {
  const shown = spans
    .slice(0, maxSamples)
    .map(({ ticker, bars, first, last }) => `${bars} bars of ${ticker} ${state} (${first} to ${last}).`);
  return spans.length > maxSamples ? [...shown, `Bars of ${spans.length - maxSamples} more tickers ${state}.`] : shown;
}
