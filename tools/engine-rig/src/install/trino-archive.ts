import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RigError } from '../errors.ts';
import type { InstallTools } from './engine-part.ts';
import { runProgram } from './run-program.ts';
import { tryTwice } from './try-twice.ts';

/** The last release with a server archive in Maven repositories; 477 merges Iceberg rows twice (trinodb/trino#26968). */
export const TRINO_VERSION = '476';

const MAVEN_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

/** An archive of Trino in Maven repositories. */
export interface TrinoArchive {
  readonly artifact: string;
  readonly type: 'tar.gz' | 'zip';
  readonly bytes: number;
}

/**
 * Downloads an archive into the folder of downloads, and returns its path. A complete download from an earlier install
 * is reused. Maven keeps a second copy in its local repository, so it gets a temporary one that is removed with the
 * download.
 *
 * @throws {RigError} When the download failed twice, or has another size than expected; transient.
 *
 * @example
 * await downloadArchive({ artifact: 'trino-iceberg', type: 'zip', bytes: 345_890_737 }, tools); // '.engines/downloads/trino-iceberg-476.zip'
 */
export async function downloadArchive(archive: TrinoArchive, tools: InstallTools): Promise<string> {
  const name = `${archive.artifact}-${TRINO_VERSION}.${archive.type}`;
  const kept = join(tools.downloadsFolder, name);
  if (statSync(kept, { throwIfNoEntry: false })?.size === archive.bytes) return kept;
  const downloads = join(tools.downloadsFolder, archive.artifact);
  const fetchOnce = async () => {
    rmSync(downloads, { recursive: true, force: true });
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
      signal: tools.signal,
    });
    requireBytes(join(downloads, name), archive.bytes);
  };
  await tryTwice(fetchOnce, (error) => tools.say(`retrying: ${error.message}`));
  renameSync(join(downloads, name), kept);
  rmSync(downloads, { recursive: true });
  tools.say(`downloaded ${name}, ${Math.round(archive.bytes / 1e6)} MB.`);
  return kept;
}

/**
 * Checks that an unpacked folder contains a jar unique to the expected archive.
 *
 * @throws {RigError} When it does not.
 *
 * @example
 * requireJar('.engines/trino-server/lib', 'io.trino_trino-main-476.jar');
 */
export function requireJar(folder: string, name: string): void {
  if (readdirSync(folder).includes(name)) return;
  throw new RigError(
    `${folder} has no ${name} after unpacking: a mirror serves a different archive. Delete the downloads folder and run npm run engines:install again.`,
  );
}

function requireBytes(path: string, bytes: number): void {
  const found = statSync(path, { throwIfNoEntry: false })?.size;
  if (found === bytes) return;
  throw new RigError(
    `The download ${path} has ${found ?? 'no'} bytes, not ${bytes}: it was cut off, or a mirror serves a different file.`,
    { transient: true },
  );
}
