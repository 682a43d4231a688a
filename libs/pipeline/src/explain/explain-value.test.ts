import { createCalendars } from '../ports/calendars.ts';
import { explainedTables } from '@tickerlake/record-schema';
import { describe, expect, it } from 'vitest';
import { explainValue } from './explain-value.ts';
import { lineageEvents } from './lineage-events.ts';
import { findRawLines } from './raw-lines.ts';
import type { Evidence } from './read-evidence.ts';
import { makeEvidence } from './testing/make-evidence.ts';

const calendars = createCalendars();
const [explained] = explainedTables;

function explain(evidence: Evidence, column = 'hourly_var', start = '2026-05-01T13:30:00Z') {
  const formula = explained.formulas.find((one) => one.column === column);
  if (formula === undefined) throw new Error(`${column} has no formula`);
  const explanation = explainValue(evidence, { explained, formula, startMs: Date.parse(start) }, calendars);
  if (explanation === null) throw new Error(`nothing is published at ${start}`);
  return explanation;
}

/** The evidence with another published value of the first hour. */
const withHour = (changes: Partial<Evidence['hours'][number]>): Evidence => {
  const evidence = makeEvidence();
  return { ...evidence, hours: evidence.hours.map((hour, index) => (index === 0 ? { ...hour, ...changes } : hour)) };
};

describe('an explanation', () => {
  it('has the bars of its hour alone, and marks those that decide', () => {
    const { bars, value, computed, isReproduced, computedFrom, end } = explain(makeEvidence());
    expect(bars.map(({ start, isDecisive }) => [start.slice(11, 16), isDecisive])).toEqual([
      ['13:30', true],
      ['13:31', false],
      ['13:32', true],
    ]);
    expect({ value, computed, isReproduced, computedFrom, end }).toEqual({
      value: 4,
      computed: 4,
      isReproduced: true,
      computedFrom: 'raw lines',
      end: '2026-05-01T14:30:00.000Z',
    });
  });

  it('counts the rules of its run, and quotes those that did not pass', () => {
    expect(explain(makeEvidence()).runs).toMatchObject([
      {
        runId: 'r1',
        rules: { passed: 1, warned: 1, failed: 0, notEvaluated: 0 },
        notPassed: ['warn: bars: RowCount > 9: It is 4.'],
      },
    ]);
  });

  it.each([
    { name: 'another published value', evidence: withHour({ hourly_var: 4.0000001 }), column: 'hourly_var' },
    {
      name: 'a published value in the last digit',
      evidence: withHour({ hourly_var: 4 + 2 ** -50 }),
      column: 'hourly_var',
    },
    { name: 'a count that is one too many', evidence: withHour({ bar_count: 4n }), column: 'bar_count' },
    { name: 'a value where there should be none', evidence: withHour({ realized_var: null }), column: 'realized_var' },
  ])('is not reproduced with $name', ({ evidence, column }) => {
    expect(explain(evidence, column).isReproduced).toBe(false);
  });

  it('is computed from the bars, and says so, when a line is gone', () => {
    const evidence = makeEvidence();
    const lost = { ...evidence, bars: evidence.bars.map((bar, index) => (index === 1 ? { ...bar, raw: null } : bar)) };
    expect(explain(lost)).toMatchObject({ computedFrom: 'base bars', isReproduced: true });
    expect(explain(lost, 'hourly_var', '2026-05-01T14:30:00Z')).toMatchObject({ computedFrom: 'base bars' });
  });

  it('uses the numbers of the lines, not those of the bars', () => {
    const evidence = makeEvidence();
    const changed = evidence.bars.map((bar, index) =>
      index === 2 && bar.raw !== null ? { ...bar, raw: { ...bar.raw, row: { ...bar.raw.row, high: 200 } } } : bar,
    );
    const explanation = explain({ ...evidence, bars: changed });
    expect([explanation.computed, explanation.isReproduced]).toEqual([101, false]);
    expect(explanation.bars.map(({ raw }) => raw?.isSame)).toEqual([true, true, false]);
  });

  it('of an hour that is not published is none', () => {
    const [formula] = explained.formulas;
    if (formula === undefined) throw new Error('no formula');
    const startMs = Date.parse('2026-05-01T15:30:00Z');
    expect(explainValue(makeEvidence(), { explained, formula, startMs }, calendars)).toBeNull();
  });
});

describe('lineage events', () => {
  const place = {
    tables: { namespace: 'file', nameOf: (table: string) => `/store/${table}` },
    files: { namespace: 'file', nameOf: (path: string) => `/store/${path}` },
  };
  const events = lineageEvents(explain(makeEvidence()), place);

  it('have what the specification requires: type, time, UUID, job, producer, schema', () => {
    for (const event of events) {
      expect(event.eventTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(event.run.runId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(event.schemaURL).toBe('https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent');
      expect(URL.canParse(event.producer)).toBe(true);
    }
    // Each run begins and completes once.
    expect(events.map(({ run, eventType }) => `${run.runId} ${eventType}`)).toEqual(
      [events[0], events[2]].flatMap((event) => [`${event?.run.runId} START`, `${event?.run.runId} COMPLETE`]),
    );
  });

  it('lead from the source to the file, and from its fields to the column', () => {
    const [, landed, , built] = events;
    expect(landed).toMatchObject({
      inputs: [{ namespace: 'replay', name: 'bars/AAPL' }],
      outputs: [{ namespace: 'file', name: '/store/landing/a.ndjson.gz' }],
    });
    const [table] = built?.outputs ?? [];
    expect(table?.name).toBe('/store/hourly_volatility');
    expect(table?.facets?.version).toMatchObject({ datasetVersion: 'release 3' });
    const fields = table?.facets?.columnLineage?.fields['hourly_var']?.inputFields;
    expect(fields?.map(({ name, field }) => `${name} ${field}`)).toEqual([
      '/store/landing/a.ndjson.gz highs',
      '/store/landing/a.ndjson.gz lows',
      '/store/landing/a.ndjson.gz starts_ms',
    ]);
    for (const facet of Object.values(table?.facets ?? {}))
      expect(facet).toMatchObject({ _producer: expect.any(String), _schemaURL: expect.stringMatching(/^https:/) });
  });

  it('are the same for the same run', () => {
    expect(lineageEvents(explain(makeEvidence()), place)).toEqual(events);
  });
});

it('raw lines are found by ticker and start, numbered with the lines that are not meant, and cut to the bar', () => {
  const common = { bar_ms: 60_000, adjusted: false, run_id: 'r', request_id: null, fetched_at_ms: 1 };
  const line = (ticker: string, ...starts: number[]): string =>
    JSON.stringify({
      ...{ ticker, ...common, starts_ms: starts, opens: starts.map((start) => start + 1) },
      ...{ highs: starts, lows: starts, closes: starts },
    });
  const ofOlderVersion = (ticker: string, start: number): string =>
    JSON.stringify({
      ...{ ticker, bar_start_ms: start, open: 1, high: 1, low: 1, close: 1, volume: null, vwap: null },
      ...{ trades: null, ...common },
    });
  const text = [
    ofOlderVersion('AA', 60_000),
    ofOlderVersion('A', 0),
    'no JSON "A" "bar_start_ms":60000',
    ofOlderVersion('A', 60_000),
    line('AA', 60_000),
    line('A', 0, 60_000, 120_000),
    line('A', 180_000),
  ].join('\n');
  expect(
    findRawLines({ path: 'f', text }, 'A', new Set([60_000, 120_000])).map(({ line: n, text: t, row }) => [
      n,
      t,
      row.open,
    ]),
  ).toEqual([
    [4, ofOlderVersion('A', 60_000), 1],
    [6, line('A', 60_000), 60_001],
    [6, line('A', 120_000), 120_001],
  ]);
});
