import type { LocalizedText } from "../../kernel/index.ts";
import type { Terminal } from "./terminal.ts";

/** One verb of `npx perfex`. Its module is loaded only when it is called, so that each starts fast. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: LocalizedText;
  load(): Promise<CommandRun>;
}

/** Returns the exit code. */
export type CommandRun = (args: readonly string[], terminal: Terminal) => Promise<number>;
