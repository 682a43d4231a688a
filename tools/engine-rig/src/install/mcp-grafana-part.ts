import type { EnginePart } from './engine-part.ts';
import { makePythonEnvironment } from './python-environment.ts';

const PACKAGE = 'mcp-grafana==2.1.1';

/** The command of the environment, below the part's folder. */
export const MCP_GRAFANA = 'venv/bin/mcp-grafana';

/**
 * Grafana's own MCP server, an outside client of Grafana's API: it keeps the double of Grafana honest. One wheel of 30 MB that
 * contains a program, in a Python environment of its own.
 *
 * @example
 * await installPart(mcpGrafanaPart, '.engines/mcp-grafana', tools);
 */
export const mcpGrafanaPart: EnginePart = {
  name: 'mcp-grafana 2.1.1',
  edition: PACKAGE,
  provides: [MCP_GRAFANA],
  install: (folder, tools) => makePythonEnvironment(folder, [PACKAGE], tools),
};
