/** What is shown: kept in the address after `#`, so that it can be bookmarked, sent, and gone back from. */
export interface PageState {
  /** `d` for a dashboard, otherwise the page's name. */
  readonly page: 'd' | 'runs' | 'coverage' | 'quality';
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
}

/**
 * Reads the state in an address, in Grafana's form: `#/d/uid?from=1&to=2&var-ticker=AAPL&viewPanel=12`; rows that are not as the dashboard has them are `row-21=open`. What is malformed is as if absent.
 *
 * @example
 * parseState('#/d/tickerlake-comparisons?var-ticker=AAPL').variables; // { ticker: ['AAPL'] }
 */
export function parseState(hash: string): PageState {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [first = '', uid = ''] = path.split('/');
  const query = new URLSearchParams(search);
  const names = [...new Set(query.keys())].filter((key) => key.startsWith('var-'));
  const [, viewPanel = null] = /^(?:panel-)?(\d{1,9})$/.exec(query.get('viewPanel') ?? '') ?? [];
  const [fromMs, toMs] = [instant(query.get('from')), instant(query.get('to'))];
  const isRange = fromMs !== null && toMs !== null && fromMs < toMs;
  return {
    page: first === 'runs' || first === 'coverage' || first === 'quality' ? first : 'd',
    uid: decodeURIComponent(uid),
    fromMs: isRange ? fromMs : null,
    toMs: isRange ? toMs : null,
    zone: isZone(query.get('timezone')) ? query.get('timezone') : null,
    axis: query.get('axis') === 'clock' ? 'clock' : 'trading',
    variables: Object.fromEntries(
      names.map((name) => [name.slice(4), query.getAll(name).filter((value) => value !== '')]),
    ),
    rows: Object.fromEntries(
      [...query].flatMap(([key, value]) =>
        /^row-\d{1,9}$/.test(key) && /^(open|folded)$/.test(value) ? [[key.slice(4), value === 'open']] : [],
      ),
    ),
    viewPanel: viewPanel === null ? null : Number(viewPanel),
  };
}

/**
 * The address of what is shown.
 *
 * @example
 * formatState({ page: 'runs', uid: '', fromMs: null, toMs: null, zone: null, axis: 'trading', variables: {}, rows: {}, viewPanel: null }); // '#/runs'
 */
export function formatState({ page, uid, fromMs, toMs, zone, axis, variables, rows, viewPanel }: PageState): string {
  const query = new URLSearchParams();
  if (fromMs !== null && toMs !== null) {
    query.set('from', String(Math.round(fromMs)));
    query.set('to', String(Math.round(toMs)));
  }
  if (zone !== null) query.set('timezone', zone);
  if (axis === 'clock') query.set('axis', axis);
  for (const [name, values] of Object.entries(variables))
    for (const value of values.length === 0 ? [''] : values) query.append(`var-${name}`, value);
  for (const [id, isOpen] of Object.entries(rows)) query.set(`row-${id}`, isOpen ? 'open' : 'folded');
  if (viewPanel !== null) query.set('viewPanel', String(viewPanel));
  const path = page === 'd' ? `#/d/${encodeURIComponent(uid)}` : `#/${page}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function instant(text: string | null): number | null {
  return text !== null && /^\d{1,14}$/.test(text) ? Number(text) : null;
}

function isZone(text: string | null): boolean {
  if (text === null) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
