// eslint-disable-next-line @nx/enforce-module-boundaries -- the editor provides this module, no package does
import * as vscode from 'vscode';
import { findProblems } from './find-problems.ts';

/**
 * Called by VS Code when the first DQDL file is opened: marks the problems of every DQDL file, and again after each change.
 *
 * @example
 * activate({ subscriptions: [] });
 */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const marks = vscode.languages.createDiagnosticCollection('dqdl');
  const mark = (document: (typeof vscode.workspace.textDocuments)[number]): void => {
    if (document.languageId !== 'dqdl') return;
    const problems = findProblems(document.getText()).map(({ severity, message, line, column, endColumn }) => {
      const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
      const range = new vscode.Range(line, column, line, endColumn);
      const diagnostic = new vscode.Diagnostic(range, message, severity === 'error' ? error : warning);
      diagnostic.source = 'dqdl';
      return diagnostic;
    });
    marks.set(document.uri, problems);
  };
  subscriptions.push(
    marks,
    vscode.workspace.onDidOpenTextDocument(mark),
    vscode.workspace.onDidChangeTextDocument(({ document }) => mark(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => marks.delete(uri)),
  );
  for (const document of vscode.workspace.textDocuments) mark(document);
}
