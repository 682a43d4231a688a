import type { Question } from './question.ts';

/**
 * The name of an answer in an exported file. Ranges and variables are not part of it: a file holds one answer to each.
 *
 * @example
 * questionKey({ kind: 'panel', dashboard: 'hourly', panel: 3, range, variables: {} }); // 'panel/hourly/3'
 */
export function questionKey(question: Question): string {
  switch (question.kind) {
    case 'dashboards':
    case 'summary':
      return question.kind;
    case 'variable':
    case 'annotations':
      return `${question.kind}/${question.dashboard}/${question.name}`;
    case 'about':
      return `about/${question.page}`;
    case 'explain':
      return `explain/${question.ticker}/${question.at}/${question.column ?? ''}`;
    case 'page':
      return `page/${question.part}/${question.dashboard}`;
    case 'panel':
      return `panel/${question.dashboard}/${question.panel}`;
  }
}
