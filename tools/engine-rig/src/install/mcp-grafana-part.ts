import type { EnginePart } from './engine-part.ts';
import { makePythonEnvironment } from './python-environment.ts';

const PACKAGE = 'mcp-grafana==2.1.1';

/** The environment's command, relative to the part's folder. */
export const MCP_GRAFANA = 'venv/bin/mcp-grafana';

/**
 * Grafana's own MCP server, an independent client of Grafana's API that verifies our Grafana stand-in. A 30 MB wheel
 * that contains a program, in its own Python environment.
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
