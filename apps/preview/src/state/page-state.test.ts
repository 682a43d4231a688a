import { describe, expect, it, test } from 'vitest';
import { formatState, parseState } from './page-state.ts';

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
};

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
  ])('$hash is understood', ({ hash, state }) => {
    expect(parseState(hash)).toEqual(state);
  });

  it('says all that was read from it', () => {
    const hash =
      '#/d/tickerlake-x?from=1&to=2&timezone=America%2FNew_York&axis=clock&var-ticker=X%3ABTCUSD&var-base=&row-21=open&row-22=folded&viewPanel=12';
    expect(parseState(formatState(parseState(hash)))).toEqual(parseState(hash));
    expect(formatState(parseState(hash))).toBe(hash);
  });
});
