import { join } from 'node:path';
import type { RigConfig } from '../config.ts';
import { partFolders } from '../install/install-engines.ts';
import { requireJava } from '../install/find-programs.ts';
import { ENVIRONMENT_PYTHON } from '../install/python-environment.ts';
import { dataFolder, type EngineCommand } from '../process/engine-process.ts';

/** The folder of a rig's Trino configuration. */
export const trinoConfigFolder = (runFolder: string): string => join(runFolder, 'trino-config');

/**
 * moto's server on loopback.
 *
 * @example
 * await startProcess(config.runFolder, motoCommand(config));
 */
export function motoCommand(config: RigConfig): EngineCommand {
  const python = join(partFolders(config.cacheFolder).moto, ENVIRONMENT_PYTHON);
  return {
    name: 'moto',
    command: python,
    args: ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(config.ports.moto)],
    cwd: config.runFolder,
  };
}

/**
 * The front in a separate process, from the bundle that is running now.
 *
 * @example
 * await startProcess(config.runFolder, frontCommand(config, process.execPath, process.argv[1]));
 */
export function frontCommand(config: RigConfig, node: string, entry: string): EngineCommand {
  return { name: 'front', command: node, args: [entry, 'front'], cwd: config.root };
}

/**
 * Trino without its launcher. Trino writes an archive of loaded classes when it stops, which halves the next start
 * time.
 *
 * @throws {MissingProgramsError} Without Java 24.
 *
 * @example
 * await startProcess(config.runFolder, trinoCommand(config));
 */
export function trinoCommand(config: RigConfig): EngineCommand {
  const java = requireJava(config);
  const settings = {
    'node.environment': 'rig',
    'node.id': 'rig-1',
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
    'node.data-dir': dataFolder(config.runFolder, 'trino'),
    config: 'config.properties',
    'log.levels-file': 'log.properties',
    'catalog.config-dir': 'catalog',
  };
  return {
    name: 'trino',
    command: join(java.home, 'bin/java'),
    args: [
      ...[
        '-server',
        '-Xmx3G',
        '-Xms1536M',
        '-Xmn1G', // most of what a statement's plan needs is garbage at its end
        '-XX:+UseSerialGC',
        '-XX:+ExitOnOutOfMemoryError',
        '-XX:ReservedCodeCacheSize=256M',
      ],
      ...[
        '-Djdk.attach.allowAttachSelf=true',
        '-Dfile.encoding=UTF-8',
        '--sun-misc-unsafe-memory-access=allow',
        '--add-modules=jdk.incubator.vector',
      ],
      ...[
        '-XX:+AutoCreateSharedArchive',
        `-XX:SharedArchiveFile=${join(config.cacheFolder, `trino-java-${java.version}.jsa`)}`,
      ],
      ...[
        '-Xlog:cds=off',
        '-Xlog:cds+dynamic=off',
        '-cp',
        join(partFolders(config.cacheFolder).trinoServer, 'lib', '*'),
      ],
      ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`),
      'io.trino.server.TrinoServer',
    ],
    cwd: trinoConfigFolder(config.runFolder),
  };
}
