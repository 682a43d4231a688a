import type { BarSource } from '../ports/bar-source.ts';
import type { InstrumentStore } from '../ports/instrument-store.ts';
import type { ConfiguredInstruments } from '../values/configured-instruments.ts';

/** Where reference data comes from, and where it is kept. */
export interface InstrumentPorts {
  readonly source: BarSource;
  readonly store: InstrumentStore;
  /** They replace what the source says. */
  readonly configured: ConfiguredInstruments;
}
