import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

const commands = [
  'start',
  'plan',
  'run',
  'backfill',
  'status',
  'check',
  'query',
  'preview',
  'serve',
  'typegen',
  'doctor',
  'releases',
  'rollback',
  'gc',
  'dashboards',
];

describe('nearestName', () => {
  it.each([
    { word: 'stat', candidates: commands, name: 'status' },
    { word: 'sta', candidates: commands, name: 'start' },
    { word: 'strat', candidates: commands, name: 'start' },
    { word: 'rol', candidates: commands, name: 'rollback' },
    { word: 'Plan', candidates: commands, name: 'plan' },
    { word: 'qeury', candidates: commands, name: 'query' },
    { word: 'dashboard', candidates: commands, name: 'dashboards' },
    { word: 'magnificient7', candidates: ['magnificent7', 'crypto', 'benchmarks'], name: 'magnificent7' },
    { word: 'MAGNIFICENT7', candidates: ['magnificent7', 'crypto'], name: 'magnificent7' },
    { word: 'cypto', candidates: ['magnificent7', 'crypto', 'benchmarks'], name: 'crypto' },
    { word: 'frobnicate', candidates: commands, name: null },
    { word: 'x', candidates: commands, name: null },
  ])('takes $word for $name', ({ word, candidates, name }) => {
    expect(nearestName(word, candidates)).toBe(name);
  });
});
