import { type ClassicDashboard, panelsOf } from '@tickerlake/dashboards';
import type { Choices } from './chosen-values.ts';
import { type PageState, readAddress } from './page-state.ts';

/**
 * What of an address a dashboard does not know, each as a sentence for the reader.
 *
 * @example
 * choiceProblems(dashboard, choices, { ...state, variables: { ticker: ['XYZ'] } }); // ['"Ticker" does not offer XYZ; ...']
 */
export function choiceProblems(
  dashboard: Pick<ClassicDashboard, 'panels'>,
  choices: readonly Choices[],
  { variables, viewPanel }: Pick<PageState, 'variables' | 'viewPanel'>,
): string[] {
  const problems = Object.entries(variables).flatMap(([name, own]) => {
    const choice = choices.find(({ variable }) => variable.name === name);
    // A link to another dashboard takes all variables along; those of no dashboard are found there.
    if (choice === undefined || choice.variable.type === 'textbox') return [];
    const unknown = own.filter((value) => !choice.values.includes(value));
    return unknown.length === 0
      ? []
      : [`"${choice.variable.label}" does not offer ${unknown.slice(0, 5).join(', ')}; what it offers is shown.`];
  });
  if (viewPanel !== null && panelsOf(dashboard).every(({ id }) => id !== viewPanel))
    problems.push(`This dashboard has no panel ${viewPanel}.`);
  return problems;
}

/**
 * What of an address is malformed, or of none of the dashboards. A link keeps variables and annotations of other dashboards.
 *
 * @example
 * addressProblems('#/d/x?var-colour=red', dashboards); // ['There is no dashboard "x": ...', 'No dashboard has a variable "colour".']
 */
export function addressProblems(
  hash: string,
  dashboards: readonly Pick<ClassicDashboard, 'uid' | 'templating' | 'annotations'>[],
): string[] {
  const { state, problems } = readAddress(hash);
  const names = new Set(['run', ...dashboards.flatMap(({ templating }) => templating.list.map(({ name }) => name))]);
  const unknown = Object.keys(state.variables).filter((name) => !names.has(name));
  const annotations = new Set(dashboards.flatMap(({ annotations: { list } }) => list.map(({ name }) => name)));
  const unknownMarks = state.hidden.filter((name) => !annotations.has(name));
  return [
    ...problems,
    ...(state.page === 'd' && state.uid !== '' && dashboards.every(({ uid }) => uid !== state.uid)
      ? [`There is no dashboard "${state.uid.slice(0, 40)}": the first one is shown.`]
      : []),
    ...(unknown.length === 0 ? [] : [`No dashboard has a variable "${unknown.slice(0, 5).join('", "')}".`]),
    ...(unknownMarks.length === 0
      ? []
      : [`No dashboard has an annotation "${unknownMarks.slice(0, 5).join('", "')}".`]),
  ];
}
