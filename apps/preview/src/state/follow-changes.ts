import { changesPath } from '@tickerlake/preview-api';

/**
 * Calls back when another release is published, or a run has started or ended; the browser reconnects automatically.
 *
 * @example
 * followChanges(() => location.reload());
 */
export function followChanges(onChange: () => void): void {
  let last: string | null = null;
  const events = new EventSource(changesPath);
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (last !== null && last !== data) onChange();
    last = data;
  });
  addEventListener('pagehide', () => events.close());
}
