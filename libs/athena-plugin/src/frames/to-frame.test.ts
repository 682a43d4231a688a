import { describe, expect, test } from 'vitest';
import { fromFrameJson, toFrameJson } from './frame-json.ts';
import { toFrame } from './to-frame.ts';

const at = Date.UTC(2026, 10, 20, 14, 30);
const read = (type: string, cell: string | null, zone?: string) =>
  toFrame({ columns: [{ name: 'c', type }], rows: [[cell]] }, zone).rows[0]?.[0];

describe('toFrame reads as the plugin does', () => {
  test.each([
    { type: 'timestamp with time zone', cell: '2026-11-20 14:30:00.000 UTC', value: at },
    { type: 'timestamp with time zone', cell: '2026-11-20 09:30:00.000 America/New_York', value: at },
    { type: 'timestamp with time zone', cell: '2026-11-20 14:30:00.123456 UTC', value: at + 123 },
    { type: 'timestamp', cell: '2026-11-20 14:30:00.000', value: at },
    { type: 'timestamp', cell: '2026-11-20 14:30:00.000', zone: 'America/New_York', value: at + 5 * 3_600_000 },
    { type: 'timestamp with time zone', cell: '2026-11-20 14:30:00.000 UTC', zone: 'America/New_York', value: at },
    { type: 'date', cell: '2026-11-20', value: Date.UTC(2026, 10, 20) },
    { type: 'date', cell: '2026-07-01', zone: 'America/New_York', value: Date.UTC(2026, 6, 1, 4) },
    { type: 'time', cell: '14:30:00.000', value: -62_167_167_000_000 },
    { type: 'decimal', cell: '123.4500', value: '123.4500' },
    { type: 'double', cell: '1.5', value: 1.5 },
    { type: 'double', cell: 'NaN', value: Number.NaN },
    { type: 'double', cell: '-Infinity', value: Number.NEGATIVE_INFINITY },
    { type: 'bigint', cell: '9007199254740993', value: 9_007_199_254_740_993n },
    { type: 'bigint', cell: '7', value: 7 },
    { type: 'boolean', cell: 'true', value: true },
    { type: 'varchar', cell: '', value: '' },
    { type: 'array', cell: '[1, 2]', value: '[1, 2]' },
    { type: 'double', cell: null, value: null },
  ])('$type $cell in $zone', ({ type, cell, zone, value }) => {
    expect(read(type, cell, zone)).toEqual(value);
  });

  test('rejects seconds without fractional digits, with the plugin’s message', () => {
    expect(() => read('timestamp', '2026-11-20 14:30:00')).toThrow(
      'parsing time "2026-11-20 14:30:00" as "2006-01-02 15:04:05.000": cannot parse "" as ".000": Could not process SQL results',
    );
  });
});

describe('a frame as JSON', () => {
  const frame = {
    columns: [
      { name: 't', type: 'time' },
      { name: 'v', type: 'number' },
    ],
    rows: [
      [1, Number.NaN],
      [2, Infinity],
      [3, -Infinity],
      [4, 5],
    ],
  };

  test('has entities for values that JSON cannot represent', () => {
    expect(toFrameJson(frame).data).toEqual({
      values: [
        [1, 2, 3, 4],
        [null, null, null, 5],
      ],
      entities: [null, { NaN: [0], Inf: [1], NegInf: [2] }],
    });
  });

  test('survives a round trip through text', () => {
    expect(fromFrameJson(JSON.parse(JSON.stringify(toFrameJson(frame))) as ReturnType<typeof toFrameJson>)).toEqual(
      frame,
    );
  });

  test('has no entities when they are not needed', () => {
    expect(toFrameJson({ columns: [{ name: 'n', type: 'number' }], rows: [[2n], [null]] })).toEqual({
      schema: { fields: [{ name: 'n', type: 'number' }] },
      data: { values: [[2, null]] },
    });
  });
});
