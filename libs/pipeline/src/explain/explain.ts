import { CalendarInputError, CalendarRangeError, type MarketCalendar } from '@tickerlake/market-calendar';
import { calendarIdOf, type ExplainedTable, explainedTables, type Formula } from '@tickerlake/record-schema';
import { boundedList } from '../values/bounded-list.ts';
import { RequestError } from '../values/errors.ts';
import { newYorkParts, newYorkText } from './clock-text.ts';
import { type ExplainedValue, explainValue } from './explain-value.ts';
import type { ExplainPorts, ReadRelease } from './explain-ports.ts';
import type { Explanation } from './explanation.ts';
import { type Evidence, readEvidence } from './read-evidence.ts';

/** Which published value is asked about: of the hour that holds an instant, or of a session. */
export interface ExplainRequest {
  readonly ticker: string;
  readonly at: { readonly instantMs: number } | { readonly tradingDate: string };
  /** By default `hourly_var` of an hour and `realized_var` of a session. */
  readonly column?: string;
}

/** Finds the name that a misspelt one most likely means. */
export type NearestName = (word: string, names: readonly string[]) => string | null;

/**
 * Where a published value comes from: value, formula, base bars, landed lines, runs, release.
 *
 * @param nearestName for "did you mean".
 * @throws {RequestError} when there is no such value: an unknown ticker or column, a closed market, a date that is not published.
 * @throws the engine's errors.
 * @example
 * const explanation = await explain(ports, { ticker: 'AAPL', at: { tradingDate: '2026-11-20' } }, nearestName);
 */
export async function explain(
  ports: ExplainPorts,
  request: ExplainRequest,
  nearestName: NearestName,
): Promise<Explanation> {
  const column = columnOf(request, nearestName);
  const release = await ports.release();
  if (release === null) throw new RequestError('Nothing is published yet: run "tickerlake run" first.');
  const calendar = ports.calendars[calendarIdOf(request.ticker)];
  const tradingDate = dateOf(request, calendar);
  const evidence = await readEvidence(ports, release, request.ticker, tradingDate);
  const startMs = 'tradingDate' in request.at ? null : startOfHour(evidence, request.at.instantMs, ports);
  const explanation = startMs === 'none' ? null : explainValue(evidence, { ...column, startMs }, ports.calendars);
  if (explanation !== null) return explanation;
  throw new RequestError(await whyAbsent(ports, request, { release, tradingDate, nearestName }));
}

/** The trading date that is meant, which the calendar knows. */
function dateOf({ at }: ExplainRequest, calendar: MarketCalendar): string {
  try {
    const tradingDate = 'tradingDate' in at ? at.tradingDate : calendar.locate(at.instantMs).tradingDate;
    calendar.session(tradingDate);
    return tradingDate;
  } catch (error) {
    if (error instanceof CalendarInputError || error instanceof CalendarRangeError)
      throw new RequestError(error.message, { cause: error });
    throw error;
  }
}

/** The table and the formula of the requested column. */
function columnOf(
  { at, column: asked }: ExplainRequest,
  nearestName: NearestName,
): Pick<ExplainedValue, 'explained' | 'formula'> {
  const [hourly, daily] = explainedTables;
  const [explained, other] = 'tradingDate' in at ? [daily, hourly] : [hourly, daily];
  const name = asked ?? explained.defaultColumn;
  const formula = formulaOf(explained, name);
  if (formula !== undefined) return { explained, formula };
  const { table, origins } = explained;
  const plain = table.columns.find((column) => column.name === name);
  if (plain !== undefined)
    throw new RequestError(
      `${table.name}.${name} is not computed from base bars: ${origins[name]}. It is ${plain.meaning}. Ask for ${table.name}'s ${formulaNames(explained)}.`,
    );
  if (formulaOf(other, name) !== undefined)
    throw new RequestError(
      `${name} is a column of ${other.table.name}: give ${other === daily ? 'a date, such as 2026-11-20' : 'an instant, such as 2026-11-20T15:30'}.`,
    );
  const meant = nearestName(
    name,
    explained.formulas.map((one) => one.column),
  );
  throw new RequestError(
    `${table.name} has no column "${name}".${meant === null ? '' : ` Did you mean ${meant}?`} Computed columns: ${formulaNames(explained)}.`,
  );
}

const formulaOf = ({ formulas }: ExplainedTable, name: string): Formula | undefined =>
  formulas.find(({ column }) => column === name);

const formulaNames = ({ formulas }: ExplainedTable): string => formulas.map(({ column }) => column).join(', ');

/** The start of the published hour that holds an instant. */
function startOfHour({ hours, ticker }: Evidence, instantMs: number, { calendars }: ExplainPorts): number | 'none' {
  const hour = hours.findLast((one) => one.bar_start.getTime() <= instantMs);
  if (hour === undefined) return 'none';
  const startMs = hour.bar_start.getTime();
  if (hour.grid === 'day') return startMs;
  const { hourEndMs } = calendars[calendarIdOf(ticker)].locate(startMs);
  const endMs = hour.grid === 'clock' ? startMs + 3_600_000 : hourEndMs;
  return instantMs < endMs ? startMs : 'none';
}

/** Why there is no value, and what to ask for instead. */
async function whyAbsent(
  ports: ExplainPorts,
  { ticker, at }: ExplainRequest,
  known: { readonly release: ReadRelease; readonly tradingDate: string; readonly nearestName: NearestName },
): Promise<string> {
  const { release, tradingDate, nearestName } = known;
  const published = await ports.ask((db) =>
    db
      .selectFrom('hourly_volatility')
      .groupBy('ticker')
      .select((eb) => [
        'ticker',
        eb.fn.min<string>('trading_date').as('first'),
        eb.fn.max<string>('trading_date').as('last'),
      ])
      .orderBy('ticker'),
  );
  const own = published.find((one) => one.ticker === ticker);
  const names = published.map((one) => one.ticker);
  if (own === undefined) {
    const meant = nearestName(ticker, names);
    return `Release ${release.id} has no ticker "${ticker}".${meant === null ? '' : ` Did you mean ${meant}?`} It has ${boundedList(names)}; tickers are case-sensitive.`;
  }
  const calendar = ports.calendars[calendarIdOf(ticker)];
  const session = calendar.session(tradingDate);
  const isClosed = session === null || ('instantMs' in at && calendar.locate(at.instantMs).part === 'unknown');
  if (isClosed) {
    const isBefore = session !== null && 'instantMs' in at && at.instantMs < session.openMs;
    const next = isBefore ? session : calendar.nextSession(tradingDate);
    const when = 'instantMs' in at ? `at ${newYorkText(at.instantMs)}` : `on ${tradingDate}`;
    return `The market is closed ${when}. The next session is ${next.tradingDate}: ${newYorkText(next.openMs)} to ${newYorkParts(next.closeMs).time}.`;
  }
  if (tradingDate < own.first || tradingDate > own.last)
    return `${tradingDate} is not published: release ${release.id} has ${ticker} from ${own.first} to ${own.last}. "tickerlake run --from ${tradingDate} --to ${tradingDate}" fetches it.`;
  const what = 'instantMs' in at ? `the hour with ${newYorkText(at.instantMs)}` : `the session of ${tradingDate}`;
  return `No bar of ${ticker} is published for ${what}: nobody traded then, or the source left it out. "tickerlake run --from ${tradingDate} --to ${tradingDate} --tickers ${ticker} --fresh" asks the source again.`;
}
