import type { StreamSettings } from './stream-settings.ts';

/** Records that go into one object. */
export interface Delivery {
  readonly settings: StreamSettings;
  readonly records: readonly Buffer[];
  readonly arrivedAt: Date;
}

/** What a buffer works with. */
export interface BufferTools {
  readonly now: () => Date;
  /** Runs work later; gives what takes it back. */
  readonly later: (ms: number, work: () => void) => () => void;
  readonly deliver: (delivery: Delivery) => void;
}

/** The records of a stream that are not delivered yet. */
export interface DeliveryBuffer {
  add(records: readonly Buffer[]): void;
  /** Delivers at once what is there. */
  flush(): void;
  /** Forgets what is there. */
  drop(): void;
}

/**
 * Gathers records until they have the stream's size, or the oldest has waited its time.
 *
 * @example
 * const buffer = createDeliveryBuffer(settings, { now, later, deliver });
 */
export function createDeliveryBuffer(settings: StreamSettings, { now, later, deliver }: BufferTools): DeliveryBuffer {
  let records: Buffer[] = [];
  let bytes = 0;
  let arrivedAt = now();
  let cancel = (): void => undefined;

  function drop(): void {
    cancel();
    records = [];
    bytes = 0;
  }
  function flush(): void {
    const delivery = { settings, records, arrivedAt };
    drop();
    if (delivery.records.length > 0) deliver(delivery);
  }
  return {
    drop,
    flush,
    add(more) {
      for (const record of more) {
        if (records.length === 0) {
          arrivedAt = now();
          cancel = later(settings.maxWaitMs, flush);
        }
        records.push(record);
        bytes += record.length;
        if (bytes >= settings.maxBytes) flush();
      }
    },
  };
}
