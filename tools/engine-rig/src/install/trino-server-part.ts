import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EnginePart } from './engine-part.ts';
import { runProgram } from './run-program.ts';
import { downloadArchive, requireJar, TRINO_VERSION, type TrinoArchive } from './trino-archive.ts';

const SERVER: TrinoArchive = { artifact: 'trino-server-core', type: 'tar.gz', bytes: 194_358_953 };

/**
 * `lib/` of Trino's server, without its launcher.
 *
 * @example
 * await installPart(trinoServerPart, '.engines/trino-server', tools);
 */
export const trinoServerPart: EnginePart = {
  name: `Trino ${TRINO_VERSION} server`,
  edition: `${TRINO_VERSION} lib`,
  provides: ['lib'],
  install: async (folder, tools) => {
    const archive = await downloadArchive(SERVER, tools);
    const top = `${SERVER.artifact}-${TRINO_VERSION}`;
    await runProgram({
      purpose: `Unpacking ${archive}`,
      command: tools.programs.tar,
      args: ['xzf', archive, `${top}/lib`],
      cwd: folder,
      signal: tools.signal,
    });
    renameSync(join(folder, top, 'lib'), join(folder, 'lib'));
    rmSync(join(folder, top), { recursive: true });
    requireJar(join(folder, 'lib'), `io.trino_trino-main-${TRINO_VERSION}.jar`);
    rmSync(archive);
  },
};
