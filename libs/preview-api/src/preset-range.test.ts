import { expect, test } from 'vitest';
import { presetRange, type Preset } from './preset-range.ts';

const summary = { newestBar: '2026-05-29T19:30:00.000Z', from: '2026-05-20' };
const nowMs = Date.parse('2026-11-27T12:00:00Z');

test.each<{ preset: Preset; newestBar?: string | null; from: string; to: string }>([
  { preset: '1D', from: '2026-05-29T04:00:00.000Z', to: '2026-05-30T04:00:00.000Z' },
  { preset: '5D', from: '2026-05-23T04:00:00.000Z', to: '2026-05-30T04:00:00.000Z' },
  { preset: '1M', from: '2026-05-20T04:00:00.000Z', to: '2026-05-30T04:00:00.000Z' },
  { preset: 'YTD', from: '2026-05-20T04:00:00.000Z', to: '2026-05-30T04:00:00.000Z' },
  { preset: 'All', from: '2026-05-20T04:00:00.000Z', to: '2026-11-27T12:00:00.000Z' },
  { preset: '1D', newestBar: null, from: '2026-11-27T05:00:00.000Z', to: '2026-11-28T05:00:00.000Z' },
])('$preset up to $newestBar are $from to $to', ({ preset, newestBar, from, to }) => {
  const { fromMs, toMs } = presetRange(
    preset,
    { ...summary, ...(newestBar !== undefined && { newestBar }) },
    'America/New_York',
    nowMs,
  );
  expect([new Date(fromMs).toISOString(), new Date(toMs).toISOString()]).toEqual([from, to]);
});
