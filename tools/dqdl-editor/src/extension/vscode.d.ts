/** The part of VS Code's API that the extension uses; the editor provides the module. Source: VS Code API, 1.80. */
declare module 'vscode' {
  interface Disposable {
    dispose(): void;
  }
  interface TextDocument {
    readonly uri: unknown;
    readonly languageId: string;
    getText(): string;
  }
  interface DiagnosticCollection extends Disposable {
    set(uri: unknown, diagnostics: readonly Diagnostic[]): void;
    delete(uri: unknown): void;
  }
  export interface ExtensionContext {
    readonly subscriptions: Disposable[];
  }
  export class Range {
    constructor(line: number, column: number, endLine: number, endColumn: number);
  }
  export class Diagnostic {
    constructor(range: Range, message: string, severity: number);
    source: string;
  }
  export const DiagnosticSeverity: { readonly Error: number; readonly Warning: number };
  export const languages: { createDiagnosticCollection(name: string): DiagnosticCollection };
  export const workspace: {
    readonly textDocuments: readonly TextDocument[];
    onDidOpenTextDocument(listener: (document: TextDocument) => void): Disposable;
    onDidChangeTextDocument(listener: (event: { readonly document: TextDocument }) => void): Disposable;
    onDidCloseTextDocument(listener: (document: TextDocument) => void): Disposable;
  };
}
