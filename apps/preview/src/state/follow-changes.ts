import { changesPath, type Scans, scansEvent } from '@tickerlake/preview-api';

/** The callbacks of `followChanges`. */
export interface ChangeListeners {
  /** Another release is published, or a run has started or ended. */
  changed(): void;
  /** The statements of a page that reads a lake have scanned more. */
  scanned(scans: Scans): void;
}

/**
 * Follows what the server says of changes; the browser reconnects automatically.
 *
 * @example
 * followChanges({ changed: () => location.reload(), scanned: ({ dollars }) => console.log(dollars) });
 */
export function followChanges({ changed, scanned }: ChangeListeners): void {
  let last: string | null = null;
  const events = new EventSource(changesPath);
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (last !== null && last !== data) changed();
    last = data;
  });
  events.addEventListener(scansEvent, ({ data }: MessageEvent<string>) => scanned(JSON.parse(data) as Scans));
  addEventListener('pagehide', () => events.close());
}
