import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { packExtension } from './pack-extension.ts';

new Command('npm run dqdl-editor').description('Packs the extension for VS Code and prints its file.').parse();
const folder = join(import.meta.dirname, '../dist');
await mkdir(folder, { recursive: true });
const file = join(folder, 'dqdl.vsix');
await writeFile(file, await packExtension(join(import.meta.dirname, '../src/extension')));
process.stdout.write(`${file}\n`);
