import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aMillion, tenMillion } from '../compare/fetch-and-parse.ts';
import { type Measured, measureStep } from '../measure-step.ts';
import { startPageServer } from '../steps/start-page-server.ts';
import { driveOurs } from './drive-ours.ts';
import { canaryKey, type Drive, observe } from './observe.ts';
import { type Observed, type Outcome, toWords } from './outcome.ts';
import { scenarios } from './scenarios.ts';
import { repositoryRoot } from '../repository-root.ts';

/** What was measured, for the table. */
export interface VendorComparison {
  /** `name@version`, of npm. */
  readonly vendorClient: string;
  readonly measuredOn: string;
  readonly node: string;
  readonly rows: readonly { readonly what: string; readonly ours: string; readonly theirs: string }[];
}

const vendorClient = '@massive.com/client-js@10.8.0';
/** How long the vendor's client may take in a scenario. */
export const deadlineS = 5;
const run = promisify(execFile);
const sources = join(repositoryRoot, 'tools/bench/src/vendor-client');

/**
 * Lets our client and the vendor's own meet the same servers: every scenario, then a million and ten million bars. The vendor's client is installed in a folder
 * of its own, so that no one else installs it.
 *
 * @param folder an empty one.
 * @throws {Error} when the vendor's client cannot be installed.
 * @example
 * const comparison = await compareVendorClient('/data/bench', new Date());
 */
export async function compareVendorClient(folder: string, now: Date): Promise<VendorComparison> {
  await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', vendorClient], { cwd: folder });
  for (const name of ['drive-vendor-client.mjs', 'measure-vendor-client.mjs'])
    await copyFile(join(sources, name), join(folder, name));
  const rows = [];
  for (const scenario of scenarios) {
    const [ours, theirs] = [await observe(scenario, driveOurs), await observe(scenario, driveTheirs(folder))];
    if (rows.length === 0) rows.push({ what: '(the key)', ours: placeOfKey(ours), theirs: placeOfKey(theirs) });
    rows.push({ what: scenario.name, ours: toWords(ours, deadlineS), theirs: toWords(theirs, deadlineS) });
  }
  const server = await startPageServer();
  try {
    await measureStep('fetch', server.url, aMillion); // the server makes its pages
    const theirs = async (range: object): Promise<Measured> => {
      const script = ['measure-vendor-client.mjs', server.url, JSON.stringify(range)];
      const { stdout } = await run(process.execPath, script, { cwd: folder });
      return JSON.parse(stdout) as Measured;
    };
    for (const [what, range] of [
      ['1 million minute bars', aMillion] as const,
      ['10 million minute bars, of ten tickers', tenMillion] as const,
    ]) {
      const vendor = await theirs(range);
      rows.push({ what, ours: toCost(await measureStep('fetch', server.url, range)), theirs: toCost(vendor) });
    }
  } finally {
    await server.close();
  }
  return { vendorClient, measuredOn: now.toISOString().slice(0, 10), node: process.version, rows };
}

const driveTheirs =
  (folder: string): Drive =>
  async (url, { abortAfterMs }) => {
    const args = ['drive-vendor-client.mjs', url, canaryKey, String(abortAfterMs ?? '')];
    const ended = run(process.execPath, args, { cwd: folder, timeout: deadlineS * 1_000 });
    return ended.then(
      ({ stdout }) => JSON.parse(stdout) as Outcome,
      (error: { readonly killed?: boolean }) => {
        if (error.killed === true) return null;
        throw error;
      },
    );
  };

/** Where a client puts its key. */
export const placeOfKey = ({ isKeyInUrl }: Observed): string =>
  isKeyInUrl ? 'is in the URL of every call' : 'is in a header';

const toCost = ({ cpuMs, peakRssMiB }: Measured): string =>
  `${(cpuMs / 1_000).toFixed(1)} s of CPU, peak ${peakRssMiB.toFixed(0)} MiB`;
