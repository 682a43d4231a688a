import { join } from 'node:path';
import type { EnginePart } from './engine-part.ts';
import { runProgram } from './run-program.ts';
import { tryTwice } from './try-twice.ts';

const PACKAGE = 'mcp-grafana==2.1.1';

/** The command of the environment, below the part's folder. */
export const MCP_GRAFANA = 'venv/bin/mcp-grafana';

/**
 * Grafana's own MCP server, a client of Grafana's API that others wrote: it keeps the double of Grafana honest. One wheel of 30 MB
 * with a program within, in a Python environment of its own.
 *
 * @example
 * await installPart(mcpGrafanaPart, '.engines/mcp-grafana', tools);
 */
export const mcpGrafanaPart: EnginePart = {
  name: 'mcp-grafana 2.1.1',
  edition: PACKAGE,
  provides: [MCP_GRAFANA],
  install: async (folder, { programs, signal, say }) => {
    await runProgram({ purpose: "Making mcp-grafana's Python environment", command: programs.python, args: ['-m', 'venv', 'venv'], cwd: folder, timeoutMs: 60_000, signal });
    const installPackage = () =>
      runProgram({
        purpose: 'Installing mcp-grafana',
        command: join(folder, 'venv/bin/python'),
        args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', PACKAGE],
        cwd: folder,
        timeoutMs: 5 * 60_000,
        signal,
      });
    await tryTwice(installPackage, (error) => say(`Once more: ${error.message}`));
  },
};
