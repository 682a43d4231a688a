import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnginePart } from './engine-part.ts';
import { runProgram } from './run-program.ts';
import { downloadArchive, requireJar, TRINO_VERSION, type TrinoArchive } from './trino-archive.ts';

const LAKE: TrinoArchive = { artifact: 'trino-iceberg', type: 'zip', bytes: 345_890_737 };

/**
 * Trino's Iceberg plugin as the plugin `lake`. It also contains every class of the Hive plugin; one line in an extra
 * jar makes Trino find that plugin.
 *
 * @example
 * await installPart(trinoLakePart, '.engines/trino-plugins', tools);
 */
export const trinoLakePart: EnginePart = {
  name: `Trino ${TRINO_VERSION} Iceberg and Hive plugins`,
  edition: `${TRINO_VERSION} lake`,
  provides: ['lake/hive-services.jar'],
  install: async (folder, tools) => {
    const archive = await downloadArchive(LAKE, tools);
    const lake = join(folder, 'lake');
    const python = (purpose: string, cwd: string, args: readonly string[]) =>
      runProgram({
        purpose,
        command: tools.programs.python,
        args: ['-m', 'zipfile', ...args],
        cwd,
        signal: tools.signal,
      });
    await python(`Unpacking ${archive}`, folder, ['-e', archive, '.']);
    renameSync(join(folder, `${LAKE.artifact}-${TRINO_VERSION}`), lake);
    requireJar(lake, `io.trino_trino-hive-${TRINO_VERSION}.jar`);
    const services = join(folder, 'services');
    mkdirSync(join(services, 'META-INF', 'services'), { recursive: true });
    writeFileSync(join(services, 'META-INF', 'services', 'io.trino.spi.Plugin'), 'io.trino.plugin.hive.HivePlugin\n');
    await python('Writing hive-services.jar', services, ['-c', join(lake, 'hive-services.jar'), 'META-INF']);
    rmSync(services, { recursive: true });
    rmSync(archive);
  },
};
