import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RigError } from '../errors.ts';
import type { EnginePart, InstallTools } from './engine-part.ts';
import { runProgram } from './run-program.ts';
import { tryTwice } from './try-twice.ts';

/** The last release with a server archive in Maven repositories; 477 merges Iceberg rows twice (trinodb/trino#26968). */
export const TRINO_VERSION = '476';

const MAVEN_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
const MOST_DOWNLOAD_MS = 5 * 60_000;
const MOST_UNPACK_MS = 3 * 60_000;

interface TrinoArchive {
  readonly artifact: string;
  readonly type: string;
  readonly bytes: number;
}

const SERVER: TrinoArchive = { artifact: 'trino-server-core', type: 'tar.gz', bytes: 194_358_953 };
const LAKE: TrinoArchive = { artifact: 'trino-iceberg', type: 'zip', bytes: 345_890_737 };

/**
 * Trino without its launcher: `lib/` of the server, and the Iceberg plugin as `plugin/lake`. That plugin holds every class of the
 * Hive plugin too; one line in a jar of its own makes Trino find it.
 *
 * @example
 * await installPart(trinoPart, '.engines/trino', tools);
 */
export const trinoPart: EnginePart = {
  name: `Trino ${TRINO_VERSION}`,
  edition: `${TRINO_VERSION} lib plugin/lake`,
  provides: ['lib', 'plugin/lake/hive-services.jar'],
  install: async (folder, tools) => {
    await Promise.all([installServer(folder, tools), installLakePlugin(folder, tools)]);
  },
};

async function installServer(folder: string, tools: InstallTools): Promise<void> {
  const archive = await download(SERVER, folder, tools);
  const top = `${SERVER.artifact}-${TRINO_VERSION}`;
  await unpack(SERVER, tools, folder, tools.programs.tar, ['xzf', archive, `${top}/lib`]);
  renameSync(join(folder, top, 'lib'), join(folder, 'lib'));
  rmSync(join(folder, top), { recursive: true });
  rmSync(archive);
  requireJar(join(folder, 'lib'), `io.trino_trino-main-${TRINO_VERSION}.jar`);
}

async function installLakePlugin(folder: string, tools: InstallTools): Promise<void> {
  const archive = await download(LAKE, folder, tools);
  const plugins = join(folder, 'plugin');
  const lake = join(plugins, 'lake');
  mkdirSync(plugins);
  await unpack(LAKE, tools, plugins, tools.programs.python, ['-m', 'zipfile', '-e', archive, '.']);
  renameSync(join(plugins, `${LAKE.artifact}-${TRINO_VERSION}`), lake);
  rmSync(archive);
  requireJar(lake, `io.trino_trino-hive-${TRINO_VERSION}.jar`);
  const services = join(folder, 'services');
  mkdirSync(join(services, 'META-INF', 'services'), { recursive: true });
  writeFileSync(join(services, 'META-INF', 'services', 'io.trino.spi.Plugin'), 'io.trino.plugin.hive.HivePlugin\n');
  await unpack(LAKE, tools, services, tools.programs.python, ['-m', 'zipfile', '-c', join(lake, 'hive-services.jar'), 'META-INF']);
  rmSync(services, { recursive: true });
}

/** Maven keeps a second copy in its local repository: one of its own, which goes with the download. */
async function download(archive: TrinoArchive, folder: string, tools: InstallTools): Promise<string> {
  const downloads = join(folder, `download-${archive.artifact}`);
  const fetchOnce = async () => {
    mkdirSync(downloads, { recursive: true });
    await runProgram({
      purpose: `Downloading ${archive.artifact} ${TRINO_VERSION}`,
      command: tools.programs.maven,
      args: [
        ...['-B', '-ntp', '-q', '--strict-checksums', MAVEN_PLUGIN],
        `-Dmaven.repo.local=${join(downloads, 'repository')}`,
        `-Dartifact=io.trino:${archive.artifact}:${TRINO_VERSION}:${archive.type}`,
        `-DoutputDirectory=${downloads}`,
      ],
      cwd: downloads,
      env: { JAVA_HOME: tools.programs.java.home },
      timeoutMs: MOST_DOWNLOAD_MS,
      signal: tools.signal,
    });
    requireBytes(join(downloads, fileName(archive)), archive.bytes);
  };
  await tryTwice(fetchOnce, (error) => {
    tools.say(`Once more: ${error.message}`);
    rmSync(downloads, { recursive: true, force: true });
  });
  const kept = join(folder, fileName(archive));
  renameSync(join(downloads, fileName(archive)), kept);
  rmSync(downloads, { recursive: true });
  tools.say(`Downloaded ${fileName(archive)}, ${Math.round(archive.bytes / 1e6)} MB.`);
  return kept;
}

async function unpack(archive: TrinoArchive, tools: InstallTools, cwd: string, command: string, args: readonly string[]): Promise<void> {
  await runProgram({ purpose: `Unpacking ${fileName(archive)}`, command, args, cwd, timeoutMs: MOST_UNPACK_MS, signal: tools.signal });
}

function fileName(archive: TrinoArchive): string {
  return `${archive.artifact}-${TRINO_VERSION}.${archive.type}`;
}

function requireBytes(path: string, bytes: number): void {
  const found = statSync(path, { throwIfNoEntry: false })?.size;
  if (found === bytes) return;
  throw new RigError(`The download ${path} has ${found ?? 'no'} bytes, not ${bytes}: it was cut, or a mirror serves another file.`, { transient: true });
}

function requireJar(folder: string, name: string): void {
  if (readdirSync(folder).includes(name)) return;
  throw new RigError(`${folder} has no ${name} after unpacking: the archive is not the one that the rig knows. Try again with npm run engines:install.`);
}
