import { describe, expect, it, test } from 'vitest';
import { dashboards } from '../dashboards.ts';
import { notPreviewed } from './not-previewed.ts';
import { readPreviewed } from './read-previewed.ts';
import { panelFeatures } from './panel-features.ts';

const panel = (changes: object) => ({ panels: [{ id: 7, type: 'stat', ...changes }] });

describe('notPreviewed', () => {
  test.each(dashboards)('finds nothing in $title', (dashboard) => {
    expect(notPreviewed(dashboard)).toEqual([]);
    expect(
      notPreviewed(readPreviewed(JSON.parse(JSON.stringify(dashboard))) ?? { panels: [{ id: 0, type: 'nothing' }] }),
    ).toEqual([]);
  });

  it.each([
    { name: 'a type of panel', dashboard: panel({ type: 'gauge' }), what: 'type gauge' },
    { name: 'a transformation', dashboard: panel({ transformations: [{ id: 'merge' }] }), what: 'transformations' },
    { name: 'a repeated panel', dashboard: panel({ repeat: 'ticker' }), what: 'repeat' },
    {
      name: 'a second query',
      dashboard: panel({ targets: [{}, {}] }),
      what: "targets[1]: only a panel's first query is drawn",
    },
    {
      name: 'a unit',
      dashboard: panel({ fieldConfig: { defaults: { unit: 'furlongs' } } }),
      what: 'fieldConfig.defaults.unit "furlongs"',
    },
    { name: 'an option', dashboard: panel({ options: { graphMode: 'area' } }), what: 'options.graphMode "area"' },
    { name: 'an unknown option', dashboard: panel({ options: { constructor: 1 } }), what: 'options.constructor 1' },
    {
      name: 'a matcher',
      dashboard: panel({
        type: 'table',
        fieldConfig: { overrides: [{ matcher: { id: 'byRegexp' }, properties: [] }] },
      }),
      what: 'fieldConfig.overrides: matcher byRegexp',
    },
    {
      name: 'a property of an override',
      dashboard: panel({
        type: 'table',
        fieldConfig: { overrides: [{ matcher: { id: 'byName' }, properties: [{ id: 'custom.width', value: 9 }] }] },
      }),
      what: 'fieldConfig.overrides: custom.width 9',
    },
    {
      name: 'a repeated row',
      dashboard: panel({ type: 'row', title: 'Hours', collapsed: true, panels: [], repeat: 'ticker' }),
      what: 'repeat "ticker"',
    },
    {
      name: 'a panel of a folded row',
      dashboard: { panels: [{ id: 1, type: 'row', panels: [{ id: 7, type: 'gauge' }] }] },
      what: 'type gauge',
    },
    {
      name: 'a variable',
      dashboard: { panels: [], templating: { list: [{ name: 'window', type: 'interval' }] } },
      what: 'variable window of type interval',
      panelId: null,
    },
    {
      name: 'an annotation',
      dashboard: { panels: [], annotations: { list: [{ name: 'Alerts' }] } },
      what: 'annotation Alerts',
      panelId: null,
    },
  ])('finds $name', ({ dashboard, what, panelId = 7 }) => {
    expect(notPreviewed(dashboard)).toEqual([{ panelId, what }]);
    expect(notPreviewed(readPreviewed(dashboard)!)).toEqual([{ panelId, what }]);
  });

  test.each([{}, [], null, { panels: {} }, { panels: [{ type: 'stat' }] }])(
    'readPreviewed returns null for %j',
    (json) => {
      expect(readPreviewed(json)).toBeNull();
    },
  );

  it('gives a reason for everything that is omitted on purpose', () => {
    const reasons = Object.values(panelFeatures)
      .flatMap((features) => Object.values(features?.options ?? {}))
      .flatMap((feature) => ('ignored' in feature ? [feature.ignored] : []));
    expect(reasons.every((reason) => reason.length > 20)).toBe(true);
  });
});
