/** Runs scenarios under faults: which scenario sees which fault. */
import type { ScenarioPage } from "../../reports/index.ts";
import {
  hasTag,
  type Scenario,
  type ScenarioRunner,
  type Setting,
  WORLD_SET_UP,
} from "../../scenarios/index.ts";
import type { Fault } from "./fault.ts";
import { settingWith } from "./faulty-core.ts";

export interface Cell {
  readonly scenario: string;
  readonly fault: string;
  /** Whether the scenario failed, as it should. */
  readonly isSeen: boolean;
}

export interface MatrixRequest {
  readonly scenarios: readonly Scenario[];
  readonly faults: readonly Fault[];
  readonly setting: Setting;
  /** So many faults at once as it runs scenarios side by side. */
  readonly runner: ScenarioRunner;
  /** Every scenario under every fault, not only under those that were made against it. */
  readonly whole: boolean;
  /** As each has been run, in whatever order. */
  readonly onFault: (fault: Fault, cells: readonly Cell[]) => void;
}

export async function matrixOf(request: MatrixRequest): Promise<readonly Cell[]> {
  const { faults, runner, onFault } = request;
  const cells: Cell[] = [];
  const waiting = faults.values();
  const lane = async (): Promise<void> => {
    for (const fault of waiting) {
      const row = await rowOf(fault, request);
      onFault(fault, row);
      cells.push(...row);
    }
  };
  await Promise.all(Array.from({ length: runner.sideBySide }, lane));
  return cells;
}

async function rowOf(fault: Fault, request: MatrixRequest): Promise<readonly Cell[]> {
  const { scenarios, whole, runner } = request;
  const setting = await settingWith(fault, request.setting);
  const row: Cell[] = [];
  for (const scenario of scenarios.filter((each) => whole || isAgainst(fault, each))) {
    const page = await runner.run(scenario, setting);
    requireBegun(page, scenario, fault);
    row.push({ scenario: scenario.id, fault: fault.id, isSeen: page.verdict !== "pass" });
  }
  return row;
}

/** A fault that keeps the core from starting is seen by every scenario, and none has proved anything. */
function requireBegun({ checks }: ScenarioPage, { id }: Scenario, fault: Fault): void {
  const failed = checks.find(({ name, verdict }) => name === WORLD_SET_UP && verdict === "fail");
  if (failed === undefined) return;
  throw new Error(
    `Under the fault ${fault.id} the scenario ${id} cannot begin. Make it a milder fault: ${failed.found}`,
  );
}

export const isAgainst = ({ against }: Fault, { id, labels }: Scenario): boolean =>
  against.some((each) => each === id || (each.includes(":") && hasTag(labels, each)));

/** Scenarios that are green under all faults: they prove nothing. */
export function greenUnderAll(scenarios: readonly Scenario[], cells: readonly Cell[]): readonly string[] {
  const seeing = new Set(cells.flatMap(({ scenario, isSeen }) => (isSeen ? [scenario] : [])));
  return scenarios.map(({ id }) => id).filter((id) => !seeing.has(id));
}
