import { countText } from '@tickerlake/data-quality';
import { calendarIdOf } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import type { Calendars } from '../../ports/calendars.ts';
import { boundedList } from '../../values/bounded-list.ts';
import { barLengthText } from '../bar-length-text.ts';
import type { FilesSettings } from './files-settings.ts';
import type { OwnBar, OwnBarTables } from './own-bar.ts';
import type { OwnBars } from './own-bars.ts';
import { timeEvidence } from './time-evidence.ts';

/** What is odd about a team's own bars. */
export interface Oddity {
  /** Whether an import stops for it: it concerns every bar, or nothing decides which value is right. */
  readonly stops: boolean;
  /** One sentence, with what to do. */
  readonly text: string;
}

/** As many bars of one ticker are compared with the calendar. */
const sampledBars = 4_000;
const namedConflicts = 3;

/**
 * Finds what no bar shows by itself: times of another zone or of the other end, prices that look adjusted, minutes with two values, gaps, bars off the grid.
 *
 * @throws the engine's errors.
 * @example
 * const stops = (await findOddities(bars, settings, calendars)).filter(({ stops }) => stops);
 */
export async function findOddities(bars: OwnBars, settings: FilesSettings, calendars: Calendars): Promise<Oddity[]> {
  return [
    ...(await oddTimes(bars, settings, calendars)),
    ...(await conflicts(bars)),
    ...(await impossibleBars(bars)),
    ...(await adjustedPrices(bars.db, settings)),
    ...(await offGrid(bars)),
    ...(await gaps(bars.db, calendars)),
  ];
}

async function oddTimes({ db, barMs }: OwnBars, settings: FilesSettings, calendars: Calendars): Promise<Oddity[]> {
  const { rows } = await sql<{
    t: number;
    v: number | null;
  }>`select t::double as t, v from own_bars where ticker = (select ticker from own_bars
    where ticker not like '%:%' group by ticker order by count(*) desc, ticker limit 1) order by t limit ${sql.lit(sampledBars)}`.execute(
    db,
  );
  const { outside, hours, isOtherEnd } = timeEvidence(rows, barMs, calendars.XNYS);
  const { stamp, zone } = settings;
  const size = barLengthText(barMs);
  if (hours !== 0)
    return [
      {
        stops: true,
        text: `The times look like those of another zone: ${outside > 0.02 ? `${percent(outside)} of the bars are outside any session` : 'most volume is outside regular hours'}, and ${Math.abs(hours)} ${Math.abs(hours) === 1 ? 'hour' : 'hours'} ${hours > 0 ? 'later' : 'earlier'} they fit. "zone" is ${zone ?? 'UTC by default'}${zoneAdvice(rows[0]?.t ?? 0, hours, zone)}.`,
      },
    ];
  if (isOtherEnd)
    return [
      {
        stops: true,
        text: `The open is a bar ${stamp === 'start' ? 'late' : 'early'}: the times look like those of the ${stamp === 'start' ? 'end' : 'start'} of each ${size} bar. Set "stamp": "${stamp === 'start' ? 'end' : 'start'}".`,
      },
    ];
  return outside > 0.02
    ? [
        {
          stops: true,
          text: `${percent(outside)} of the bars are outside any session: check "zone", "unit" and "timeFormat".`,
        },
      ]
    : [];
}

const zones = ['America/New_York', 'UTC', 'America/Chicago', 'Europe/London', 'Europe/Berlin', 'Asia/Tokyo'];

function zoneAdvice(t: number, hours: number, zone = 'UTC'): string {
  const fits = zones.find((one) => offsetHours(zone, t) - offsetHours(one, t) === hours);
  return fits === undefined ? ': set the one that the files are written in' : `; "zone": "${fits}" would fit`;
}

function offsetHours(zone: string, t: number): number {
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(t);
  return Math.round((Date.parse(`${wall.replace(', ', 'T')}Z`) - t) / 3_600_000);
}

async function conflicts(bars: OwnBars): Promise<Oddity[]> {
  const { rows } = await sql<{ ticker: string; t: number; first: OwnBar; last: OwnBar }>`select ticker, t::double as t,
    {'file': arg_min(file, (file, row)), 'row': min_by(row, (file, row))::double} as first,
    {'file': arg_max(file, (file, row)), 'row': max_by(row, (file, row))::double} as last
    from own_bars group by ticker, t having count(*) > 1 and count(distinct (o, h, l, c, v, vw)) > 1 order by t, ticker`.execute(
    bars.db,
  );
  if (rows.length === 0) return [];
  const named: string[] = [];
  for (const { ticker, t, first, last } of rows.slice(0, namedConflicts))
    named.push(
      `${ticker} ${new Date(t).toISOString()} in ${await bars.placeOf(first)} and in ${await bars.placeOf(last)}`,
    );
  return [
    {
      stops: true,
      text: `${countText(rows.length, 'bar')} ${rows.length === 1 ? 'is' : 'are'} there more than once with different values: ${named.join('; ')}. Keep one of each. If you import them anyway, the later file wins, then the larger number of trades; where neither decides, the bar is refused.`,
    },
  ];
}

async function impossibleBars(bars: OwnBars): Promise<Oddity[]> {
  const { rows } = await sql<
    OwnBar & { count: number }
  >`select * replace (row::double as row), count(*) over ()::double as count from own_bars
    where h < greatest(o, c, l) or l > least(o, c) or l <= 0 or v < 0 order by file, row limit 1`.execute(bars.db);
  const [first] = rows;
  if (first === undefined) return [];
  const { o, h, l, c, v, count } = first;
  return [
    {
      stops: true,
      text: `${countText(count, 'bar')} cannot be: a high is not below another price, a low not above, none is negative. The first is in ${await bars.placeOf(first)}: open ${o}, high ${h}, low ${l}, close ${c}, volume ${v ?? 'none'}. Correct it, or check "columns".`,
    },
  ];
}

async function adjustedPrices(db: Kysely<OwnBarTables>, { adjusted }: FilesSettings): Promise<Oddity[]> {
  if (adjusted) return [];
  const { rows } = await sql<{ ticker: string }>`select ticker from own_bars where ticker not like '%:%' group by ticker
    having avg(case when abs(c * 10000 - round(c * 10000)) > 1e-4 then 1 else 0 end) > 0.5 order by ticker`.execute(db);
  return rows.length === 0
    ? []
    : [
        {
          stops: true,
          text: `Prices of ${boundedList(rows.map(({ ticker }) => ticker))} have more decimals than a trade: they look adjusted for a split or a dividend. Import them as traded, or set "adjusted": true.`,
        },
      ];
}

async function offGrid({ db, barMs }: OwnBars): Promise<Oddity[]> {
  const { rows } = await sql<{
    n: bigint;
  }>`select count(*) as n from own_bars where t % ${sql.lit(Math.min(barMs, 60_000))} <> 0`.execute(db);
  const count = Number(rows[0]?.n ?? 0n);
  return count === 0
    ? []
    : [
        {
          stops: false,
          text: `${countText(count, 'bar')} ${count === 1 ? 'starts' : 'start'} off the minute: they keep their start.`,
        },
      ];
}

/** Sessions without any bar, between the first and the last one of a ticker. */
async function gaps(db: Kysely<OwnBarTables>, calendars: Calendars): Promise<Oddity[]> {
  const { rows } = await sql<{
    ticker: string;
    date: string;
  }>`select distinct ticker, strftime(timezone('America/New_York', to_timestamp(t / 1000)), '%Y-%m-%d') as date
    from own_bars where ticker not like '%:%' order by ticker, date`.execute(db);
  const byTicker = new Map<string, { readonly date: string }[]>();
  for (const row of rows) {
    const own = byTicker.get(row.ticker);
    if (own === undefined) byTicker.set(row.ticker, [row]);
    else own.push(row);
  }
  return [...byTicker].flatMap(([ticker, own]) => {
    const dates = new Set(own.map(({ date }) => date));
    const [first, last] = [own[0]?.date, own.at(-1)?.date];
    if (first === undefined || last === undefined) return [];
    const missing: string[] = [];
    const calendar = calendars[calendarIdOf(ticker)];
    for (let date = first; date < last; date = calendar.nextSession(date).tradingDate)
      if (!dates.has(date) && calendar.session(date) !== null) missing.push(date);
    return missing.length === 0
      ? []
      : [
          {
            stops: false,
            text: `${ticker} has no bars in ${countText(missing.length, 'session')} between its first and its last one: ${boundedList(missing)}.`,
          },
        ];
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
