import { countText } from '@tickerlake/data-quality';
import { sizeText } from '@tickerlake/record-schema';
import {
  type Calendars,
  createCalendars,
  type OpenCurrent,
  type OpenOptions,
  type OpenRelease,
  type Release,
  RequestError,
  type Scanned,
} from '@tickerlake/pipeline';
import { parseWholeNumber } from '../input/parse-whole-number.ts';
import type { CommandContext } from './command-context.ts';
import { openTarget } from './open-target.ts';
import { findSource, type ReadStore } from './read-store.ts';
import { scanLimits, type ScanOptions } from './scan-limits.ts';
import type { CommonOptions } from './settings.ts';
import type { Target } from './targets/target.ts';
import { nothingPublishedText } from '../output/nothing-published-text.ts';

/** The target that a command reads, whichever it is. */
export interface Reading extends Pick<ReadStore, 'settings' | 'source'> {
  readonly target: Target;
  readonly calendars: Calendars;
  readonly signal: AbortSignal;
  /** Closes the target, and says what its statements have scanned and cost. */
  close(): Promise<void>;
}

/**
 * Opens the target of the options or of the configuration for reading.
 *
 * @param how as of `scanLimits`.
 * @throws {RequestError} when an option is wrong, or the configuration does not say where the lake is.
 * @example
 * const reading = await openReading(options, context);
 */
export async function openReading(
  options: CommonOptions & ScanOptions,
  context: CommandContext,
  how: { readonly isEstimated?: boolean } = {},
): Promise<Reading> {
  const { settings, source } = await findSource(options, context);
  const calendars = createCalendars(settings.config.calendar);
  const target = await openTarget(settings, source, calendars, context, scanLimits(settings, options, how));
  return {
    settings,
    source,
    target,
    calendars,
    signal: context.signal,
    async close() {
      await target.close();
      const scanned = target.scanned();
      if (scanned !== null && scanned.statements > 0 && scanned.bytesBilled > 0)
        context.streams.err(`${scannedText(scanned)}\n`);
    },
  };
}

/**
 * Opens the release that was asked for, by default the current one.
 *
 * @param asked the number of a release, as typed.
 * @throws {RequestError} when there is no such release, or nothing is published.
 * @example
 * const release = await releaseOf(reading, options.release);
 */
export async function releaseOf(
  reading: Reading,
  asked: string | undefined,
  options: Omit<OpenOptions, 'signal'> = {},
): Promise<OpenRelease> {
  if (asked === undefined) return currentOf(reading, options);
  const id = parseWholeNumber(asked, {
    flag: '--release',
    expected: 'the number of a release; "tickerlake releases" lists them',
  });
  const found = await reading.target.published.open(id, { ...options, signal: reading.signal });
  if (found !== null) return found;
  throw new RequestError(`There is no release ${id}: "tickerlake releases" lists those that are kept.`);
}

/**
 * Opens the current release.
 *
 * @throws {RequestError} when nothing is published.
 * @example
 * const { db } = await currentOf(reading);
 */
export async function currentOf(
  { target, source, signal }: Pick<Reading, 'target' | 'source' | 'signal'>,
  options: Omit<OpenOptions, 'signal'> = {},
): Promise<OpenCurrent> {
  const current = await target.published.openCurrent({ ...options, signal });
  if (current !== null) return current;
  throw nothingIn({ target, source });
}

/**
 * The record of the current release, without opening it.
 *
 * @throws {RequestError} when nothing is published.
 * @example
 * const { id } = await publishedRelease(reading);
 */
export async function publishedRelease(reading: Pick<Reading, 'target' | 'source'>): Promise<Release> {
  const release = await reading.target.warehouse.currentRelease();
  if (release !== null) return release;
  throw nothingIn(reading);
}

const nothingIn = ({ target, source }: Pick<Reading, 'target' | 'source'>): RequestError =>
  new RequestError(nothingPublishedText(target.name, source));

/**
 * What statements on Athena scanned and cost, for people.
 *
 * @example
 * scannedText({ statements: 2, bytesScanned: 1_048_576, bytesBilled: 20_971_520, dollars: 0.0001 });
 * // 'Athena scanned 1 MB in 2 statements, billed as 20 MB: $0.00010.'
 */
const scannedText = ({ statements, bytesScanned, bytesBilled, dollars }: Scanned): string =>
  `Athena scanned ${sizeText(bytesScanned)} in ${countText(statements, 'statement')}, billed as ${sizeText(bytesBilled)}: $${dollars.toFixed(5)}.`;
