import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RigConfig } from '../config.ts';
import { findOnPath } from './find-on-path.ts';
import { chooseJava, parseReleaseFile, type JavaHome } from './java-home.ts';

/**
 * The installed Java to run Trino on, or undefined when none is new enough. Starts no program: every Java has its
 * version in a file.
 *
 * @example
 * findJava(config)?.home; // '/usr/lib/jvm/temurin-25-jdk-amd64'
 */
export function findJava(config: Pick<RigConfig, 'javaHome' | 'pathFolders' | 'jvmFolders'>): JavaHome | undefined {
  const java = findOnPath('java', config.pathFolders);
  return chooseJava(
    {
      javaHome: config.javaHome,
      onPath: java === undefined ? undefined : dirname(dirname(realpathSync(java))),
      installed: config.jvmFolders.flatMap(listHomes),
    },
    readJavaVersion,
  );
}

function listHomes(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => [join(folder, name), join(folder, name, 'Contents', 'Home')]);
}

function readJavaVersion(home: string): string | undefined {
  const release = join(home, 'release');
  if (!existsSync(join(home, 'bin', 'java')) || !existsSync(release)) return undefined;
  return parseReleaseFile(readFileSync(release, 'utf8'));
}
