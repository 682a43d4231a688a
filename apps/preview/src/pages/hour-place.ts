import type { Api } from '../state/api.ts';
import type { PageState } from '../state/page-state.ts';
import { openHourPanel } from './hour-panel.ts';

/**
 * Where the panel of an hour is: it opens, changes and closes as the address says.
 *
 * @example
 * const showHour = createHourPlace(api, go);
 * showHour({ ticker: 'NVDA', startMs }, 'UTC');
 */
export function createHourPlace(
  api: Pick<Api, 'explain'>,
  go: (change: Pick<PageState, 'hour'>) => void,
): (hour: PageState['hour'], zone: string) => void {
  let shown = '';
  let close = (): void => undefined;
  return (hour, zone) => {
    const key = hour === null ? '' : `${hour.ticker} ${hour.startMs} ${zone}`;
    if (key === shown) return;
    close();
    close = () => undefined;
    shown = key;
    if (hour !== null)
      close = openHourPanel(api, hour, zone, (next) => {
        if (next === null) [shown, close] = ['', () => undefined];
        go({ hour: next });
      });
  };
}
