/**
 * Calls back when another release is published; the browser connects again by itself when the server was away.
 *
 * @example
 * followReleases(() => location.reload());
 */
export function followReleases(onRelease: () => void): void {
  let last: string | null = null;
  const events = new EventSource('/api/events');
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (last !== null && last !== data) onRelease();
    last = data;
  });
  addEventListener('pagehide', () => events.close());
}
