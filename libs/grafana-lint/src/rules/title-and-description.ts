import { dashboardWith, panelWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** A reader must know what the numbers mean. */
export const titleAndDescription: LintRule = {
  name: 'title-and-description',
  severity: 'warn',
  title: 'Dashboards and panels have a title and a description',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    return [document, ...document.panels.filter(({ type, isLibraryPanel }) => type !== 'text' && !isLibraryPanel)]
      .flatMap(({ title, description }) => [title, description])
      .filter(({ value }) => typeof value !== 'string' || value.trim() === '')
      .map(({ path }) => ({
        path,
        detail: 'It is missing or empty: say what is shown, in which unit, and what it is good for.',
      }));
  },
  passing: dashboardWith(),
  failing: dashboardWith({ panels: [panelWith({ description: '' })] }),
};
