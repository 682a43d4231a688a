import { join } from 'node:path';
import { Command } from 'commander';
import { packCommand } from './command/pack-command.ts';
import { packLibraries } from './pack-libraries.ts';
import { buildSite } from './site/build-site.ts';

/** The libraries that are useful without the rest. */
const forOthers = ['polygon-client', 'data-quality', 'market-calendar', 'athena-sql', 'volatility'];
interface Options {
  readonly out: string;
  readonly repository?: string;
  readonly base: string;
}

const root = join(import.meta.dirname, '../../..');

const program = new Command('npm run pack --')
  .description('Packs the command and libraries for npm, and builds the documentation site. Publishes nothing.')
  .argument('[packages...]', 'cli, the command; site, the documentation; folders below libs', ['cli', ...forOthers])
  .option('--out <folder>', 'folder for the packages', join(root, 'dist/packages'))
  .option('--repository <url>', 'where the sources are on the web, for npm and the site')
  .option('--base <path>', 'of the site: its path on the server', '/')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run pack\n  npm run pack -- cli\n  npx -p ./dist/packages/tickerlake-cli-0.1.0.tgz tickerlake start\n  npm run pack -- polygon-client\n  npm run pack -- site --repository https://github.com/owner/tickerlake --base /tickerlake/',
  )
  .action(async (names: string[], { out, repository, base }: Options) => {
    const libraries = names.filter((name) => name !== 'cli' && name !== 'site');
    const packed = await packLibraries(root, libraries, out, repository);
    if (names.includes('cli')) packed.push(await packCommand(root, out, repository));
    for (const { name, tarball } of packed) process.stdout.write(`${name}  ${tarball}\n`);
    if (names.includes('site')) {
      const folder = join(out, 'site');
      await buildSite(root, folder, { libraries: forOthers, repository: repository ?? null, base });
      process.stdout.write(`documentation site  ${folder}\n`);
    }
  });

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
