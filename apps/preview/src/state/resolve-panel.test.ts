import { hourlyVolatilityDashboard, panelsOf } from '@tickerlake/dashboards';
import { expect, test } from 'vitest';
import { resolvePanel } from './resolve-panel.ts';

const panels = panelsOf(hourlyVolatilityDashboard());
const measure = { text: 'Range, % of open', unit: 'percent' };

test.each([
  { id: 1, title: 'Hourly variance (high - low), stocks and funds', unit: 'currencyUSD' },
  { id: 2, title: 'Range, % of open', unit: 'percent' },
])('panel $id becomes "$title" in $unit', ({ id, title, unit }) => {
  const panel = panels.find((one) => one.id === id);
  if (panel === undefined) throw new Error('no panel');
  const resolved = resolvePanel(panel, measure);
  expect([resolved.title, resolved.fieldConfig.defaults.unit]).toEqual([title, unit]);
  expect(resolvePanel(panel, null)).toBe(panel);
});

test('a heading that follows the measure has its name', () => {
  const overrides = panels.flatMap((panel) => resolvePanel(panel, measure).fieldConfig.overrides);
  expect(overrides.find(({ matcher }) => matcher.options === 'measure')?.properties).toEqual([
    { id: 'displayName', value: 'Range, % of open' },
    { id: 'unit', value: 'percent' },
    { id: 'decimals', value: 2 },
  ]);
});
