import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './launch-browser.ts';
import { makeStore } from './make-store.ts';
import { matrixPictures, matrixStores } from './matrix.ts';
import { type Picture, pictures } from './pictures.ts';
import { serveStore } from './serve-store.ts';
import { takePicture } from './take-picture.ts';

const root = join(import.meta.dirname, '../../..');
/** A month, then one more day, so that the pages of runs and quality have a history. */
const runs = [
  { from: '2026-04-29', to: '2026-05-28' },
  { from: '2026-05-27', to: '2026-05-29' },
].map((range) => ({ ...range, tickers: 'magnificent7,crypto,benchmarks', code: 0 as const }));

const program = new Command('npm run screenshots --')
  .description('Takes a screenshot of every page on a simulated market and writes them with an index.')
  .argument('[folder]', 'output folder', join(root, 'docs/pages'))
  .option('--matrix <folder>', 'every page with every kind of data, wide and narrow, light and dark, to look at')
  .option('--only <names>', 'kinds of data of the matrix, separated by commas')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run screenshots\n  npm run screenshots -- pictures\n  npm run screenshots -- --matrix pictures --only seven,failed',
  )
  .action(async (folder: string, { matrix, only }: { matrix?: string; only?: string }) => {
    const browser = await launchBrowser(); // first, so that a missing browser fails before the market runs
    try {
      if (matrix === undefined) {
        await takeAll(browser, folder, async () => runs, pictures);
        await writeIndex(folder);
      } else
        for (const store of matrixStores)
          if (only?.split(',').includes(store.name) !== false)
            await takeAll(browser, matrix, (own) => store.runs(own), matrixPictures(store));
    } finally {
      await browser.close();
    }
  });

/** Fills a store, serves it, and takes its pictures. */
async function takeAll(
  browser: Browser,
  folder: string,
  runsOf: (storeFolder: string) => Promise<Parameters<typeof makeStore>[2]>,
  wanted: readonly Picture[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const store = await mkdtemp(join(tmpdir(), 'tickerlake-pictures-'));
  try {
    makeStore(root, store, await runsOf(store));
    const { url, close } = await serveStore(root, store);
    try {
      for (const picture of wanted) {
        const file = join(folder, `${picture.name}.webp`);
        await takePicture(browser, url, picture, file);
        process.stdout.write(`${relative(process.cwd(), file)}\n`);
      }
    } finally {
      await close();
    }
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}

const writeIndex = (folder: string): Promise<void> =>
  writeFile(
    join(folder, 'README.md'),
    `# The pages\n\nScreenshots of a simulated market, not real prices; taken by \`npm run screenshots\`.\n\n${pictures.map(({ name, title }) => `## ${title}\n\n![${title}](${name}.webp)\n`).join('\n')}`,
  );

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
