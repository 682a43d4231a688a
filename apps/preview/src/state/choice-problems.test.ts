import { dashboards } from '@tickerlake/dashboards';
import { expect, test } from 'vitest';
import { addressProblems, choiceProblems } from './choice-problems.ts';
import { readChoices } from './chosen-values.ts';

const [hourly] = dashboards;
if (hourly === undefined) throw new Error('There is no dashboard.');
const choices = await readChoices(hourly, async () => ['AAPL', 'MSFT']);

test.each([
  { name: 'what it offers', asked: { ticker: ['AAPL'], measure: ['range_pct'] }, viewPanel: 1, said: [] },
  { name: 'nothing chosen', asked: { ticker: [] }, viewPanel: null, said: [] },
  { name: 'a variable of another dashboard', asked: { base: ['2026-05-28'] }, viewPanel: null, said: [] },
  { name: 'an unknown ticker', asked: { ticker: ['AAPL', 'XYZ'] }, viewPanel: null, said: ['does not offer XYZ'] },
  { name: 'an unknown panel', asked: {}, viewPanel: 99, said: ['no panel 99'] },
])('$name: $said', ({ asked, viewPanel, said }) => {
  const problems = choiceProblems(hourly, choices, { variables: asked, viewPanel });
  expect(problems).toEqual(said.map((one) => expect.stringContaining(one)));
});

test.each([
  { hash: '#/d/tickerlake-hourly-volatility?var-ticker=AAPL', said: [] },
  { hash: '', said: [] },
  { hash: '#/d/tickerlake-hourly-volatility?hide=Market+hours', said: [] },
  { hash: '#/runs?hide=Moons', said: ['No dashboard has an annotation "Moons"'] },
  { hash: '#/d/other', said: ['There is no dashboard "other"'] },
  { hash: '#/quality?var-run=x&var-colour=red', said: ['No dashboard has a variable "colour"'] },
  { hash: '#/d/tickerlake-hourly-volatility?from=2&to=1', said: ['The range ends before it starts'] },
])('$hash: $said', ({ hash, said }) => {
  expect(addressProblems(hash, dashboards)).toEqual(said.map((one) => expect.stringContaining(one)));
});
