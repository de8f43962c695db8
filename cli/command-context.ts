/** What every sub-command is given: the process as it may see it, a terminal, and where its exit code goes. */
import type { ExitCode } from "./exit-codes.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

export interface CommandContext {
  readonly surroundings: Surroundings;
  readonly terminal: (options: { readonly json?: boolean }) => Terminal;
  /** To be told only when it is not 0. */
  readonly ends: (code: ExitCode) => void;
}
