/** What keeps a scenario from being run at all; what a scenario finds is never an error. */

export type ScenarioErrorCode = "NEVER_STILL" | "WORLD_IMPOSSIBLE" | "SCENARIO_INVALID";

export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code: ScenarioErrorCode;
  constructor(code: ScenarioErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
