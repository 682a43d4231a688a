import { describe, expect, it, test } from 'vitest';
import { formatState, readAddress } from './page-state.ts';

const nothing = {
  page: 'd',
  uid: '',
  fromMs: null,
  toMs: null,
  zone: null,
  axis: 'trading',
  variables: {},
  rows: {},
  viewPanel: null,
  hidden: [],
  scale: 'linear',
  layout: 'together',
  hour: null,
};
const parseState = (hash: string) => readAddress(hash).state;

describe('the address', () => {
  test.each([
    { hash: '', state: nothing },
    { hash: '#/runs', state: { ...nothing, page: 'runs' } },
    {
      hash: '#/d/x?from=1&to=2&var-ticker=A&var-ticker=B',
      state: { ...nothing, uid: 'x', fromMs: 1, toMs: 2, variables: { ticker: ['A', 'B'] } },
    },
    { hash: '#/d/x?var-ticker=', state: { ...nothing, uid: 'x', variables: { ticker: [] } } },
    { hash: '#/d/x?timezone=UTC', state: { ...nothing, uid: 'x', zone: 'UTC' } },
    { hash: '#/d/x?axis=clock', state: { ...nothing, uid: 'x', axis: 'clock' } },
    {
      hash: '#/d/x?hide=Splits&hide=Market+hours',
      state: { ...nothing, uid: 'x', hidden: ['Splits', 'Market hours'] },
    },
    { hash: '#/d/x?axis=sideways', state: { ...nothing, uid: 'x' } },
    {
      hash: '#/d/x?row-21=open&row-22=folded&row-3=ajar&row-x=open',
      state: { ...nothing, uid: 'x', rows: { 21: true, 22: false } },
    },
    { hash: '#/d/x?viewPanel=12', state: { ...nothing, uid: 'x', viewPanel: 12 } },
    { hash: '#/d/x?viewPanel=panel-12', state: { ...nothing, uid: 'x', viewPanel: 12 } },
    { hash: '#/d/x?viewPanel=twelve', state: { ...nothing, uid: 'x' } },
    { hash: '#/d/x?from=2&to=1', state: { ...nothing, uid: 'x' } },
    { hash: '#/d/x?from=now-1d&to=now', state: { ...nothing, uid: 'x' } },
    { hash: '#/d/x?timezone=Moon/Crater', state: { ...nothing, uid: 'x' } },
    { hash: '#/d/x?scale=log&lines=multiples', state: { ...nothing, uid: 'x', scale: 'log', layout: 'multiples' } },
    {
      hash: '#/d/x?hour=X:BTCUSD@1779000000000',
      state: { ...nothing, uid: 'x', hour: { ticker: 'X:BTCUSD', startMs: 1_779_000_000_000 } },
    },
    { hash: '#/d/%E0%A4', state: { ...nothing, uid: '%E0%A4' } },
  ])('$hash is understood', ({ hash, state }) => {
    expect(parseState(hash)).toEqual(state);
  });

  test.each([
    { hash: '#/d/x?from=1&to=2&axis=clock&row-1=open&viewPanel=panel-3&scale=log&hour=A@1', problems: [] },
    { hash: '#/d/x?from=2&to=1', problems: ['The range ends before it starts'] },
    { hash: '#/d/x?from=now-1d&to=now', problems: ['"from" and "to" in milliseconds'] },
    { hash: '#/d/x?from=1', problems: ['"from" and "to" in milliseconds'] },
    { hash: '#/ruins', problems: ['no page "ruins"'] },
    { hash: '#/runs?colour=red&size=2', problems: ['parameters without a meaning: colour, size'] },
    {
      hash: '#/d/x?axis=up&scale=root&lines=apart',
      problems: ['axis "up"', 'scale "root"', 'layout of lines "apart"'],
    },
    { hash: '#/d/x?timezone=Moon/Crater', problems: ['time zone "Moon/Crater"'] },
    { hash: '#/d/x?viewPanel=twelve&row-1=ajar', problems: ['panel "twelve"', 'neither open nor folded'] },
    { hash: '#/d/x?hour=AAPL', problems: ['hour of the address is malformed'] },
  ])('$hash: what cannot be used is said', ({ hash, problems }) => {
    const said = readAddress(hash).problems;
    expect(said).toHaveLength(problems.length);
    for (const problem of problems) expect(said.join(' ')).toContain(problem);
  });

  it('says all that was read from it', () => {
    const hash =
      '#/d/tickerlake-x?from=1&to=2&timezone=America%2FNew_York&axis=clock&scale=log&lines=multiples&var-ticker=X%3ABTCUSD&var-base=&row-21=open&row-22=folded&viewPanel=12&hour=AAPL%401779000000000';
    expect(parseState(formatState(parseState(hash)))).toEqual(parseState(hash));
    expect(formatState(parseState(hash))).toBe(hash);
  });
});
