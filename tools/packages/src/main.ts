import { join } from 'node:path';
import { Command } from 'commander';
import { packCommand } from './command/pack-command.ts';
import { packLibraries } from './pack-libraries.ts';

/** The libraries that are useful without the rest. */
const forOthers = ['polygon-client', 'data-quality', 'market-calendar', 'athena-sql', 'volatility'];
const root = join(import.meta.dirname, '../../..');

const program = new Command('npm run pack --')
  .description('Packs the command and libraries for npm, with the libraries that they need. Publishes nothing.')
  .argument('[packages...]', 'cli, the command, and folders below libs', ['cli', ...forOthers])
  .option('--out <folder>', 'folder for the packages', join(root, 'dist/packages'))
  .addHelpText(
    'after',
    '\nExamples:\n  npm run pack\n  npm run pack -- cli\n  npx -p ./dist/packages/tickerlake-cli-0.1.0.tgz tickerlake start\n  npm run pack -- polygon-client',
  )
  .action(async (names: string[], { out }: { out: string }) => {
    const libraries = names.filter((name) => name !== 'cli');
    const packed = await packLibraries(root, libraries, out);
    if (libraries.length < names.length) packed.push(await packCommand(root, out));
    for (const { name, tarball } of packed) process.stdout.write(`${name}  ${tarball}\n`);
  });

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
