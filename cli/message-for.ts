/** What a person reads when a command cannot go on: known errors say it themselves, anything else shows its stack. */

/** By name, so that telling what went wrong does not load every area. */
const SPEAK_FOR_THEMSELVES = new Set([
  "UsageError",
  "EmulatorError",
  "IntegrationError",
  "LoadtestError",
  "OrdersError",
  "ScenarioError",
]);

export function messageFor(error: unknown): string {
  if (!(error instanceof Error)) return `this should not have happened, please report it: ${String(error)}`;
  if (SPEAK_FOR_THEMSELVES.has(error.name)) return error.message;
  return `this should not have happened, please report it:\n${error.stack ?? error.message}`;
}
