import type { StreamSettings } from './stream-settings.ts';

/** The records of one object. */
export interface Delivery {
  readonly settings: StreamSettings;
  readonly records: readonly Buffer[];
  readonly arrivedAt: Date;
}

/** The dependencies of a buffer. */
export interface BufferTools {
  readonly now: () => Date;
  /** Runs work later; returns a function that cancels it. */
  readonly later: (ms: number, work: () => void) => () => void;
  readonly deliver: (delivery: Delivery) => void;
}

/** The undelivered records of a stream. */
export interface DeliveryBuffer {
  add(records: readonly Buffer[]): void;
  /** Delivers the buffered records immediately. */
  flush(): void;
  /** Discards the buffered records. */
  drop(): void;
}

/**
 * Buffers records until they reach the stream's size, or the oldest reaches its age limit.
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
