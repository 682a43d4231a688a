/** The oldest Java that Trino 476 starts on. */
export const OLDEST_JAVA = 24;

/** A Java installation: `bin/java` is in `home`. */
export interface JavaHome {
  readonly home: string;
  /** Feature release: 25 for `25.0.1`, 8 for `1.8.0_392`. */
  readonly release: number;
  /** The full version, for names of files that only this build can read. */
  readonly version: string;
}

/** Java installations in order of preference. */
export interface JavaPlaces {
  readonly javaHome: string | undefined;
  /** The home of the first `java` on the PATH. */
  readonly onPath: string | undefined;
  /** Every other installation on this machine. */
  readonly installed: readonly string[];
}

/**
 * The Java to run Trino on: `JAVA_HOME` when it is new enough, else the one on the PATH, else the newest installed; undefined
 * when none is at least {@link OLDEST_JAVA}.
 *
 * @param readVersion returns the version of the Java in a home, or undefined when there is none.
 *
 * @example
 * chooseJava({ javaHome: undefined, onPath: '/usr', installed: ['/usr/lib/jvm/temurin-25'] }, readJavaVersion)?.release; // 25
 */
export function chooseJava(
  places: JavaPlaces,
  readVersion: (home: string) => string | undefined,
): JavaHome | undefined {
  const describe = (home: string | undefined): JavaHome[] => {
    const version = home === undefined ? undefined : readVersion(home);
    const release = version === undefined ? undefined : parseJavaRelease(version);
    return home === undefined || version === undefined || release === undefined || release < OLDEST_JAVA
      ? []
      : [{ home, release, version }];
  };
  const newestFirst = places.installed.flatMap(describe).sort((a, b) => b.release - a.release);
  return [...describe(places.javaHome), ...describe(places.onPath), ...newestFirst][0];
}

/**
 * The feature release of a Java version, or undefined when the text isn't one.
 *
 * @example
 * parseJavaRelease('1.8.0_392'); // 8
 */
export function parseJavaRelease(version: string): number | undefined {
  const found = /^(?:1\.)?(\d{1,4})(?:[.+_-]|$)/.exec(version);
  return found === null ? undefined : Number(found[1]);
}

/**
 * The version in a `release` file, present in every Java home since Java 7.
 *
 * @example
 * parseReleaseFile('IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="25.0.1"\n'); // '25.0.1'
 */
export function parseReleaseFile(text: string): string | undefined {
  return /^JAVA_VERSION="([^"]+)"/m.exec(text)?.[1];
}
