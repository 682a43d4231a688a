import { type AboutPage, aboutPages } from '@tickerlake/preview-api';

/** What is shown: kept in the address after `#`, so that it can be bookmarked, sent, and gone back from. */
export interface PageState {
  /** `d` for a dashboard, otherwise the page's name. */
  readonly page: 'd' | AboutPage;
  /** The dashboard's uid; empty for the first one. */
  readonly uid: string;
  /** Both in ms since 1970; null for the page's own choice. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly zone: string | null;
  /** Trading time leaves out nights, week-ends and holidays. */
  readonly axis: 'trading' | 'clock';
  /** Chosen values by variable; an absent name has its first choice. */
  readonly variables: Readonly<Record<string, readonly string[]>>;
  /** Whether a row is open, by its id; an absent row is as the dashboard has it. */
  readonly rows: Readonly<Record<string, boolean>>;
  /** The panel that is looked for; its row is open. */
  readonly viewPanel: number | null;
  /** Names of the annotations that are not drawn. */
  readonly hidden: readonly string[];
  /** Of the values of all charts. */
  readonly scale: 'linear' | 'log';
  /** All lines of a panel in one chart, or one chart per line. */
  readonly layout: 'together' | 'multiples';
  /** The hour whose minutes are open, by its start in ms since 1970. */
  readonly hour: { readonly ticker: string; readonly startMs: number } | null;
}

/** An address that was read. */
export interface ReadAddress {
  readonly state: PageState;
  /** What of it could not be used, each as a sentence for the reader. */
  readonly problems: readonly string[];
}

const known = /^(from|to|timezone|axis|viewPanel|hide|scale|lines|hour|var-.+|row-.+)$/;

/**
 * Reads the state in an address, in Grafana's form: `#/d/uid?from=1&to=2&var-ticker=AAPL&viewPanel=12`; rows that are not as the dashboard
 * has them are `row-21=open`. What is malformed is as if absent, and the problems say so.
 *
 * @example
 * readAddress('#/runs?axis=up').problems; // ['The axis "up" is not known: it is trading or clock.']
 */
export function readAddress(hash: string): ReadAddress {
  const problems: string[] = [];
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [first = '', uid = ''] = path.split('/');
  const query = new URLSearchParams(search);
  const names = [...new Set(query.keys())].filter((key) => key.startsWith('var-'));
  const page = aboutPages.find((one) => one === first);
  if (page === undefined && first !== 'd' && first !== '')
    problems.push(`There is no page "${shorten(first)}": the first dashboard is shown.`);
  const unknown = [...new Set(query.keys())].filter((key) => !known.test(key));
  if (unknown.length > 0)
    problems.push(`The address has parameters without a meaning: ${shorten(unknown.join(', '))}.`);
  const oneOf = <Name extends string>(key: string, what: string, values: readonly [Name, ...Name[]]): Name => {
    const text = query.get(key);
    const found = values.find((value) => value === text);
    if (text !== null && found === undefined)
      problems.push(`The ${what} "${shorten(text)}" is not known: it is ${values.join(' or ')}.`);
    return found ?? values[0];
  };
  const [, viewPanel = null] = /^(?:panel-)?(\d{1,9})$/.exec(query.get('viewPanel') ?? '') ?? [];
  if (query.has('viewPanel') && viewPanel === null)
    problems.push(`The panel "${shorten(query.get('viewPanel') ?? '')}" is not a number.`);
  const zone = query.get('timezone');
  if (zone !== null && !isZone(zone))
    problems.push(`The time zone "${shorten(zone)}" is not known: New York is shown.`);
  const hour = readHour(query.get('hour'));
  if (query.has('hour') && hour === null)
    problems.push('The hour of the address is malformed: it is a ticker, "@" and milliseconds since 1970.');
  const rows = [...query].filter(([key]) => key.startsWith('row-'));
  const isRow = ([key, value]: readonly [string, string]): boolean =>
    /^row-\d{1,9}$/.test(key) && /^(open|folded)$/.test(value);
  if (!rows.every(isRow)) problems.push('A row of the address is neither open nor folded.');
  const state: PageState = {
    page: page ?? 'd',
    uid: decodeText(uid),
    ...readRange(query, problems),
    zone: zone !== null && isZone(zone) ? zone : null,
    axis: oneOf('axis', 'axis', ['trading', 'clock']),
    variables: Object.fromEntries(
      names.map((name) => [name.slice(4), query.getAll(name).filter((value) => value !== '')]),
    ),
    rows: Object.fromEntries(rows.filter(isRow).map(([key, value]) => [key.slice(4), value === 'open'])),
    viewPanel: viewPanel === null ? null : Number(viewPanel),
    hidden: [...new Set(query.getAll('hide'))].filter((name) => name !== ''),
    scale: oneOf('scale', 'scale', ['linear', 'log']),
    layout: oneOf('lines', 'layout of lines', ['together', 'multiples']),
    hour,
  };
  return { state, problems };
}

/**
 * The address of what is shown.
 *
 * @example
 * formatState({ ...readAddress('#/runs').state, axis: 'clock' }); // '#/runs?axis=clock'
 */
export function formatState(state: PageState): string {
  const { page, uid, fromMs, toMs, zone, axis, variables, rows, viewPanel, hidden, scale, layout, hour } = state;
  const query = new URLSearchParams();
  if (fromMs !== null && toMs !== null) {
    query.set('from', String(Math.round(fromMs)));
    query.set('to', String(Math.round(toMs)));
  }
  if (zone !== null) query.set('timezone', zone);
  if (axis === 'clock') query.set('axis', axis);
  if (scale === 'log') query.set('scale', scale);
  if (layout === 'multiples') query.set('lines', layout);
  for (const [name, values] of Object.entries(variables))
    for (const value of values.length === 0 ? [''] : values) query.append(`var-${name}`, value);
  for (const [id, isOpen] of Object.entries(rows)) query.set(`row-${id}`, isOpen ? 'open' : 'folded');
  if (viewPanel !== null) query.set('viewPanel', String(viewPanel));
  for (const name of hidden) query.append('hide', name);
  if (hour !== null) query.set('hour', `${hour.ticker}@${Math.round(hour.startMs)}`);
  const path = page === 'd' ? `#/d/${encodeURIComponent(uid)}` : `#/${page}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function readRange(query: URLSearchParams, problems: string[]): Pick<PageState, 'fromMs' | 'toMs'> {
  const nothing = { fromMs: null, toMs: null };
  if (!query.has('from') && !query.has('to')) return nothing;
  const [fromMs, toMs] = [instant(query.get('from')), instant(query.get('to'))];
  if (fromMs === null || toMs === null) {
    problems.push('The range needs "from" and "to" in milliseconds since 1970; the usual range is shown.');
    return nothing;
  }
  if (fromMs >= toMs) {
    problems.push('The range ends before it starts: "from" is not before "to"; the usual range is shown.');
    return nothing;
  }
  return { fromMs, toMs };
}

function readHour(text: string | null): PageState['hour'] {
  const [, ticker, ms] = /^([\w.:^-]{1,20})@(\d{1,14})$/.exec(text ?? '') ?? [];
  return ticker === undefined || ms === undefined ? null : { ticker, startMs: Number(ms) };
}

function instant(text: string | null): number | null {
  return text !== null && /^\d{1,14}$/.test(text) ? Number(text) : null;
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** A percent sign that encodes nothing is text. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
