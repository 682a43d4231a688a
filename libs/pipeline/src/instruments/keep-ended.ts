import { fromConfiguration } from '../values/configured-instruments.ts';
import { StoreError } from '../values/errors.ts';
import { currentInstrument, type Instrument } from '../values/instrument.ts';
import type { InstrumentPorts } from './instrument-ports.ts';
import { noReference } from './known-reference.ts';
import { addTold, settleInstruments } from './settle-instruments.ts';

/**
 * Keeps the last days of instruments that a run found to be delisted. A damaged store is a notice, and stays unchanged.
 *
 * @throws {StoreError} when another run replaced the reference data in this moment.
 * @example
 * const notices = await keepEnded({ store, configured: [] }, ended);
 */
export async function keepEnded(
  { store, configured }: Pick<InstrumentPorts, 'store' | 'configured'>,
  ended: readonly Instrument[],
): Promise<string[]> {
  if (ended.length === 0) return [];
  try {
    const { known, replace } = await store.open();
    const before = known ?? noReference;
    const instruments = ended.reduce(endOne, before.instruments);
    await replace({
      ...before,
      instruments,
      table: settleInstruments({ configured: fromConfiguration(configured), fromSource: instruments }),
    });
    return [];
  } catch (error) {
    if (!(error instanceof StoreError) || error.transient) throw error;
    return [error.message];
  }
}

/** The first day stays that of the row before: delistings do not tell it. */
function endOne(known: readonly Instrument[], ended: Instrument): readonly Instrument[] {
  const present = currentInstrument(known, ended.ticker);
  if (present === null || (present.validFrom ?? '') > (ended.validTo ?? '')) return addTold(known, [ended]);
  const { name, figi, validFrom } = present;
  return addTold(known, [
    { ...ended, name: name ?? ended.name, figi: figi ?? ended.figi, validFrom: validFrom ?? ended.validFrom },
  ]);
}
