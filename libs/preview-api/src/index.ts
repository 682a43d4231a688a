export type { Embedded } from './embedded.ts';
export type { PanelData } from './panel-data.ts';
export { type AboutPage, aboutPages, type Chosen, type PagePart, pageParts, type Question } from './question.ts';
export { questionKey } from './question-key.ts';
export { changesPath, questionPath } from './question-path.ts';
export type { Range } from './range.ts';
export { QuestionError, readQuestion } from './read-question.ts';
export type { Summary } from './summary.ts';
