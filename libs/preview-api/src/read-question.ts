import { aboutPages, type Chosen, pageParts, type Question } from './question.ts';
import type { Range } from './range.ts';

/** A malformed request, with a message for its author. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
  /** Whether the requested thing does not exist; otherwise a parameter is malformed. */
  readonly isMissing: boolean;

  constructor(message: string, isMissing: boolean) {
    super(message);
    this.isMissing = isMissing;
  }
}

/**
 * Reads the question of a request: the inverse of `questionPath`.
 *
 * @throws {QuestionError} When there is no such question, or a parameter is missing or malformed.
 * @example
 * readQuestion(new URL('http://127.0.0.1/api/about?page=runs')); // { kind: 'about', page: 'runs' }
 */
export function readQuestion({ pathname, searchParams: query }: URL): Question {
  const kind = pathname.replace(/^\/api\//, '');
  const dashboard = query.get('dashboard') ?? '';
  switch (kind) {
    case 'dashboards':
    case 'summary':
      return { kind };
    case 'variable':
      return { kind, dashboard, name: query.get('name') ?? '' };
    case 'annotations':
      return { kind, dashboard, name: query.get('name') ?? '', range: readRange(query) };
    case 'about':
      return { kind, page: oneOf(aboutPages, query.get('page'), 'page') };
    case 'explain':
      return { kind, ticker: readTicker(query), at: readAt(query), column: query.get('column') };
    case 'page':
      return {
        kind,
        dashboard,
        part: oneOf(pageParts, query.get('part'), 'part of the page'),
        range: readRange(query),
        variables: readChosen(query),
      };
    case 'panel':
      return { kind, dashboard, panel: readId(query), range: readRange(query), variables: readChosen(query) };
    default:
      throw new QuestionError(`There is nothing at ${pathname.slice(0, 100)}.`, true);
  }
}

function oneOf<Name extends string>(names: readonly Name[], text: string | null, thing: string): Name {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new QuestionError(`There is no such ${thing}.`, true);
  return found;
}

function readTicker(query: URLSearchParams): string {
  const text = query.get('ticker') ?? '';
  if (!/^[\w.:^-]{1,20}$/.test(text)) throw new QuestionError('There is no such ticker.', true);
  return text;
}

function readId(query: URLSearchParams): number {
  const text = query.get('panel') ?? '';
  if (!/^\d{1,9}$/.test(text)) throw new QuestionError('There is no such panel.', true);
  return Number(text);
}

function readRange(query: URLSearchParams): Range {
  const [fromMs, toMs] = [readInstant(query, 'from'), readInstant(query, 'to')];
  if (fromMs > toMs) throw new QuestionError('The range ends before it starts.', false);
  return { fromMs, toMs };
}

function readInstant(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (!/^\d{1,14}$/.test(text)) throw new QuestionError(`"${name}" must be milliseconds since 1970.`, false);
  return Number(text);
}

/** An instant, or a date: only the shapes are checked here. */
function readAt(query: URLSearchParams): number | string {
  const text = query.get('at') ?? '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  if (!/^\d{1,14}$/.test(text)) throw new QuestionError('"at" must be milliseconds since 1970, or a date.', false);
  return Number(text);
}

function readChosen(query: URLSearchParams): Chosen {
  const names = new Set([...query.keys()].filter((key) => key.startsWith('var-')).map((key) => key.slice(4)));
  return Object.fromEntries([...names].map((name) => [name, query.getAll(`var-${name}`)]));
}
