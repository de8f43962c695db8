/** What runs in production: nothing that these load may need the emulator, the scenarios or the load test. */
import type { Program } from "../run-commands.ts";

export const SERVICE_COMMANDS: Program["commands"] = {
  serve: async () => (await import("../commands/serve.ts")).serveCommand,
  ledger: async () => (await import("../commands/ledger.ts")).ledgerCommand,
  reconcile: async () => (await import("../commands/reconcile.ts")).reconcileCommand,
  dlq: async () => (await import("../commands/dlq.ts")).dlqCommand,
};
