import {
  createCalendars,
  fromConfiguration,
  type Instrument,
  settleInstruments,
  sourceNamed,
} from '@tickerlake/pipeline';
import { createLocalInstrumentStore } from '@tickerlake/pipeline/local';
import type { TickerReference } from '@tickerlake/polygon-client';
import { type Member, membersOf, toMembers, universeNames } from '@tickerlake/record-schema';
import type { CommandContext } from '../../composition/command-context.ts';
import { resolveSettings } from '../../composition/resolve-settings.ts';
import type { CommonOptions, Settings } from '../../composition/settings.ts';
import { waitText } from '../../composition/sources/source-wait.ts';
import { openSource } from '../../composition/sources/open-source.ts';
import { storeOf } from '../../composition/store-of.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import type { Config } from '../../config/config-schema.ts';
import { toJsonText } from '../../output/json.ts';
import { renderTable } from '../../output/table.ts';

/** A ticker that was found; null where it is not known. */
interface FoundTicker extends Pick<
  Instrument,
  'ticker' | 'name' | 'exchange' | 'figi' | 'validFrom' | 'validTo' | 'successor'
> {
  /** The vendor's market and type, or the asset class. */
  readonly kind: string | null;
  readonly source: string;
  /** The universes that hold it, with the dates of its membership where known. */
  readonly universes: readonly string[];
}

/**
 * `tickerlake tickers search`: the tickers whose symbol or name holds a text, from what is known and from the source.
 *
 * @throws {RequestError} for settings that cannot be used, and the source's own errors.
 * @example
 * await search('meta', {}, context); // 0
 */
export async function search(
  text: string,
  options: CommonOptions & { readonly delisted?: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const known = (await knownTickers(settings)).filter((one) => matches(one, text));
  const found = (await foundTickers(text, options.delisted !== true, settings, context)).filter(
    ({ ticker }) => !known.some((one) => one.ticker === ticker),
  );
  const rows: FoundTicker[] = [...known, ...found].map((one) => ({
    ...one,
    universes: universesOf(one.ticker, settings.config.universe),
  }));
  if (settings.isJson) context.streams.out(`${toJsonText(rows)}\n`);
  else context.streams.out(rows.length === 0 ? `No ticker holds "${text}".\n` : `${tableOf(rows)}\n`);
  return 0;
}

async function knownTickers(settings: Settings): Promise<Omit<FoundTicker, 'universes'>[]> {
  const { known } = await createLocalInstrumentStore(storeOf(settings, settings.sourceToRun)).open();
  const instruments = settleInstruments({
    configured: fromConfiguration(settings.config.instruments),
    fromSource: known?.instruments ?? [],
  });
  return instruments.map(({ assetClass, ...one }) => ({ ...one, kind: assetClass }));
}

async function foundTickers(
  text: string,
  isActive: boolean,
  settings: Settings,
  context: CommandContext,
): Promise<Omit<FoundTicker, 'universes'>[]> {
  // A folder of recorded answers has none about tickers.
  if (sourceNamed(settings.sourceToRun).isRecording) return [];
  const source = await openSource(settings, {
    calendars: createCalendars(settings.config.calendar),
    clock: context.clock,
    onWait: (wait) => context.streams.err(`${waitText(wait)}\n`),
  });
  const found = (await source.reference?.searchTickers(text, isActive, context.signal)) ?? [];
  return found.map((one) => toFound(one, settings.sourceToRun));
}

const toFound = (one: TickerReference, source: string): Omit<FoundTicker, 'universes'> => ({
  ticker: one.ticker,
  name: one.name,
  exchange: one.exchange,
  figi: one.figi,
  validFrom: null,
  validTo: one.delistedOn,
  successor: null,
  kind: [one.market, one.type].filter((part) => part !== null).join(' ') || null,
  source,
});

const matches = ({ ticker, name }: Omit<FoundTicker, 'universes'>, text: string): boolean =>
  `${ticker} ${name ?? ''}`.toLowerCase().includes(text.trim().toLowerCase());

/** Names of universes; that of the configuration is called `configured`. */
function universesOf(ticker: string, configured: Config['universe']): string[] {
  const lists: (readonly [string, readonly Member[]])[] = universeNames.map((name) => [name, membersOf(name)]);
  if (typeof configured !== 'string') lists.push(['configured', toMembers(configured)]);
  return lists.flatMap(([name, members]) =>
    members.filter((one) => one.ticker === ticker).map((one) => `${name}${spanText(one)}`),
  );
}

function spanText({ from, to }: Member): string {
  if (from === undefined) return to === undefined ? '' : ` to ${to}`;
  return to === undefined ? ` from ${from}` : ` ${from} to ${to}`;
}

function tableOf(rows: readonly FoundTicker[]): string {
  return renderTable(
    ['ticker', 'name', 'kind', 'exchange', 'valid from', 'valid to', 'now', 'source', 'universes'],
    rows.map((one) =>
      [
        one.ticker,
        one.name,
        one.kind,
        one.exchange,
        one.validFrom,
        one.validTo,
        one.successor,
        one.source,
        one.universes.join(', '),
      ].map((value) => value ?? ''),
    ),
  );
}
