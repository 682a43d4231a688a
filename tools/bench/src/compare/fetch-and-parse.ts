import { measureStep } from '../measure-step.ts';
import { millions } from '../print-lines.ts';
import { startPageServer } from '../steps/start-page-server.ts';
import { alternate, type Comparison } from './comparison.ts';

const fiveYears = { tickers: ['AAPL'], from: '2021-06-01', to: '2026-05-29' };

/**
 * Five years of a ticker's minutes over loopback HTTP, compressed: read, validated and paged by the client, compared with `fetch` and
 * `JSON.parse` alone. The server has every page ready, in another process.
 *
 * @example
 * const comparison = await fetchAndParse('/data/bench', 3);
 */
export async function fetchAndParse(_folder: string, repeats: number): Promise<Comparison> {
  const server = await startPageServer();
  try {
    const ours = () => measureStep('fetch', server.url, fiveYears);
    await ours(); // the server makes its pages
    const measured = await alternate(repeats, ours, () => measureStep('fetch-plain', server.url, fiveYears));
    return {
      job: `fetch and validate ${millions(measured.peers[0]?.rows)} minute bars`,
      peer: 'fetch and JSON.parse of the same pages',
      goal: 0.67,
      ...measured,
    };
  } finally {
    await server.close();
  }
}
