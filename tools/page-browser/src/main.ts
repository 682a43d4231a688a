import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './launch-browser.ts';
import { pictures } from './pictures.ts';
import { serveStore } from './serve-store.ts';
import { takePicture } from './take-picture.ts';

const root = join(import.meta.dirname, '../../..');
/** A month, then one more day, so that the pages of runs and quality have a history. */
const runs = [
  { from: '2026-04-29', to: '2026-05-28' },
  { from: '2026-05-27', to: '2026-05-29' },
];

const program = new Command('npm run screenshots --')
  .description('Takes a screenshot of every page on a simulated market and writes them with an index.')
  .argument('[folder]', 'output folder', join(root, 'docs/pages'))
  .addHelpText('after', '\nExamples:\n  npm run screenshots\n  npm run screenshots -- pictures')
  .action(async (folder: string) => {
    await mkdir(folder, { recursive: true });
    const browser = await launchBrowser(); // first, so that a missing browser fails before the market runs
    const store = await mkdtemp(join(tmpdir(), 'tickerlake-pictures-'));
    try {
      for (const { from, to } of runs) {
        execFileSync(
          process.execPath,
          [
            join(root, 'tools/repository/src/launch/main.mjs'),
            'run',
            '--source',
            'simulated',
            '--tickers',
            'magnificent7,crypto,benchmarks',
            '--from',
            from,
            '--to',
            to,
            '--data-dir',
            store,
          ],
          { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
        );
      }
      await takePictures(browser, store, folder);
    } finally {
      await browser.close();
      await rm(store, { recursive: true, force: true });
    }
  });

async function takePictures(browser: Browser, store: string, folder: string): Promise<void> {
  const { url, close } = await serveStore(root, store);
  try {
    for (const picture of pictures) {
      const file = join(folder, `${picture.name}.webp`);
      await takePicture(browser, url, picture, file);
      process.stdout.write(`${relative(process.cwd(), file)}\n`);
    }
    await writeFile(
      join(folder, 'README.md'),
      `# The pages\n\nScreenshots of a simulated market, not real prices; taken by \`npm run screenshots\`.\n\n${pictures.map(({ name, title }) => `## ${title}\n\n![${title}](${name}.webp)\n`).join('\n')}`,
    );
  } finally {
    await close();
  }
}

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
