import type * as z from 'zod';
import type { CommandContext } from '../../composition/command-context.ts';
import type { CommonOptions } from '../../composition/settings.ts';

/** What a tool is called with, apart from its arguments. */
export interface ToolContext {
  /** Options of `tickerlake mcp`: which store is read. */
  readonly options: CommonOptions;
  /** Its signal ends the call: at its deadline, or when the client or Ctrl-C cancels it. */
  readonly context: CommandContext;
}

/** A tool as an agent sees it. It reads and changes nothing. */
export interface Tool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  /** When to use it, and what it answers. */
  readonly description: string;
  readonly input: Shape;
  /** Returns a value for JSON. A method, so that tools with different inputs fit into one list. */
  call(input: z.infer<z.ZodObject<Shape>>, context: ToolContext): Promise<unknown>;
}

/**
 * A tool whose call knows the types of its input.
 *
 * @example
 * const ping = tool({ name: 'ping', title: 'Ping', description: 'Answers.', input: {}, call: async () => 'pong' });
 */
export const tool = <Shape extends z.ZodRawShape>(definition: Tool<Shape>): Tool => definition;
