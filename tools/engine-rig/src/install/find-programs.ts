import { spawnSync } from 'node:child_process';
import type { RigConfig } from '../config.ts';
import { MissingProgramsError } from '../errors.ts';
import { findJava } from './find-java.ts';
import { findOnPath } from './find-on-path.ts';
import { OLDEST_JAVA, type JavaHome } from './java-home.ts';

/** The programs that the installation needs. */
export interface Programs {
  readonly java: JavaHome;
  readonly maven: string;
  readonly python: string;
  readonly tar: string;
}

/**
 * Finds the programs that the installation needs and reports all missing ones at once.
 *
 * @throws {MissingProgramsError} With one sentence per missing program.
 *
 * @example
 * findPrograms(config).java.release; // 25
 */
export function findPrograms(config: RigConfig): Programs {
  if (config.platform === 'win32')
    throw new MissingProgramsError(['Trino runs on Linux and macOS only: use WSL on Windows.']);
  const java = findJava(config);
  const maven = findOnPath('mvn', config.pathFolders);
  const python = findOnPath('python3', config.pathFolders);
  const tar = findOnPath('tar', config.pathFolders);
  const missing: string[] = [];
  if (java === undefined) missing.push(javaSentence);
  if (maven === undefined)
    missing.push('Maven (mvn on the PATH) is missing: install it, on Debian with apt-get install maven.');
  if (python === undefined)
    missing.push('Python 3 (python3 on the PATH) is missing: install it, on Debian with apt-get install python3-venv.');
  else if (!makesEnvironments(python))
    missing.push(
      `${python} is older than 3.10 or can't make virtual environments: install a newer one with its venv module, on Debian python3-venv.`,
    );
  if (tar === undefined) missing.push('tar is missing on the PATH: install it.');
  if (java === undefined || maven === undefined || python === undefined || tar === undefined || missing.length > 0) {
    throw new MissingProgramsError(missing);
  }
  return { java, maven, python, tar };
}

/**
 * The Java to start Trino with; the only program needed at run time.
 *
 * @throws {MissingProgramsError} When none is new enough.
 *
 * @example
 * requireJava(config).home;
 */
export function requireJava(config: RigConfig): JavaHome {
  const java = findJava(config);
  if (java === undefined) throw new MissingProgramsError([javaSentence]);
  return java;
}

const javaSentence = `Java ${OLDEST_JAVA} or newer is missing (looked in JAVA_HOME, on the PATH and among the installed ones): install a JDK, for example Temurin 25, and set JAVA_HOME to it.`;

function makesEnvironments(python: string): boolean {
  return (
    spawnSync(python, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'], { stdio: 'ignore' })
      .status === 0
  );
}
