import { join } from 'node:path';
import { Command } from 'commander';
import { packLibraries } from './pack-libraries.ts';

/** The libraries that are useful without the rest. */
const forOthers = ['polygon-client', 'data-quality', 'market-calendar', 'athena-sql', 'volatility'];
const root = join(import.meta.dirname, '../../..');

const program = new Command('npm run pack --')
  .description(
    'Packs libraries for npm, with those that they need, as ES and CommonJS modules with types. Publishes nothing.',
  )
  .argument('[libraries...]', 'folders below libs', forOthers)
  .option('--out <folder>', 'folder for the packages', join(root, 'dist/packages'))
  .addHelpText(
    'after',
    '\nExamples:\n  npm run pack\n  npm run pack -- polygon-client\n  npm install ./dist/packages/tickerlake-polygon-client-0.1.0.tgz',
  )
  .action(async (libraries: string[], { out }: { out: string }) => {
    for (const { name, tarball } of await packLibraries(root, libraries, out))
      process.stdout.write(`${name}  ${tarball}\n`);
  });

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
