import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { RigError } from './errors.ts';

/** TCP ports on the loopback address, one per engine. */
export interface RigPorts {
  readonly trino: number;
  readonly moto: number;
  readonly front: number;
}

/** All settings that the rig reads from its environment. */
export interface RigConfig {
  /** The repository's folder. */
  readonly root: string;
  /** Where engines are installed, once. */
  readonly cacheFolder: string;
  /** Pids, logs and data of the running engines. */
  readonly runFolder: string;
  readonly ports: RigPorts;
  /** Whether this is CI, where a rig that cannot run is a failure. */
  readonly isCi: boolean;
  readonly platform: NodeJS.Platform;
  readonly javaHome: string | undefined;
  readonly pathFolders: readonly string[];
  /** Folders that hold one Java installation per entry. */
  readonly jvmFolders: readonly string[];
}

/**
 * Reads the rig's settings from the environment. The only module that does so.
 *
 * | variable | default |
 * | --- | --- |
 * | `ENGINES_DIR` | `.engines` in the repository |
 * | `ENGINES_RUN_DIR` | `run` within it |
 * | `ENGINES_TRINO_PORT`, `ENGINES_MOTO_PORT`, `ENGINES_FRONT_PORT` | 8085, 5000, 5001 |
 *
 * @throws {RigError} When a port isn't a number from 1 to 65535, or two are equal.
 *
 * @example
 * readConfig(process.env, findRepositoryRoot(import.meta.dirname)).ports.trino; // 8085
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): RigConfig {
  const cacheFolder = resolve(root, env['ENGINES_DIR'] ?? '.engines');
  const ports = {
    trino: readPort(env, 'ENGINES_TRINO_PORT', 8085),
    moto: readPort(env, 'ENGINES_MOTO_PORT', 5000),
    front: readPort(env, 'ENGINES_FRONT_PORT', 5001),
  };
  if (new Set(Object.values(ports)).size < 3) {
    throw new RigError(
      `Two engines have the same port: ${JSON.stringify(ports)}. Set ENGINES_TRINO_PORT, ENGINES_MOTO_PORT and ENGINES_FRONT_PORT to three numbers.`,
    );
  }
  return {
    root,
    cacheFolder,
    runFolder: env['ENGINES_RUN_DIR'] === undefined ? join(cacheFolder, 'run') : resolve(root, env['ENGINES_RUN_DIR']),
    ports,
    isCi: env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false',
    platform: process.platform,
    javaHome: env['JAVA_HOME'] === '' ? undefined : env['JAVA_HOME'],
    pathFolders: (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    jvmFolders: [
      join(cacheFolder, 'java'),
      '/usr/lib/jvm',
      '/Library/Java/JavaVirtualMachines',
      join(homedir(), '.sdkman/candidates/java'),
    ],
  };
}

/**
 * The repository's folder, searched upward from `folder`; works from the sources and from a bundle.
 *
 * @throws {RigError} When no folder above holds an `nx.json`.
 *
 * @example
 * findRepositoryRoot(import.meta.dirname);
 */
export function findRepositoryRoot(folder: string): string {
  if (existsSync(join(folder, 'nx.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new RigError('No nx.json in any folder above: the engine rig runs inside the repository only.');
  return findRepositoryRoot(parent);
}

function readPort(env: Readonly<Record<string, string | undefined>>, name: string, standard: number): number {
  const text = env[name];
  if (text === undefined || text === '') return standard;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new RigError(
      `${name}=${text} isn't a port. Set it to a number from 1 to 65535, or unset it to use ${standard}.`,
    );
  }
  return port;
}
