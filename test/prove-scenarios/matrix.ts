/** Runs scenarios under faults: which scenario sees which fault. */
import type { Scenario, Setting } from "../../scenarios/index.ts";
import { hasTag, runScenario } from "../../scenarios/index.ts";
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
  /** Every scenario under every fault, not only under those that were made against it. */
  readonly whole: boolean;
  readonly onFault: (fault: Fault, cells: readonly Cell[]) => void;
}

export async function matrixOf(request: MatrixRequest): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const fault of request.faults) {
    const setting = await settingWith(fault, request.setting);
    const row: Cell[] = [];
    for (const scenario of request.scenarios) {
      if (!request.whole && !isAgainst(fault, scenario)) continue;
      const { verdict } = await runScenario(scenario, setting);
      row.push({ scenario: scenario.id, fault: fault.id, isSeen: verdict !== "pass" });
    }
    request.onFault(fault, row);
    cells.push(...row);
  }
  return cells;
}

export const isAgainst = ({ against }: Fault, { id, labels }: Scenario): boolean =>
  against.some((each) => each === id || (each.includes(":") && hasTag(labels, each)));

/** Scenarios that are green under all faults: they prove nothing. */
export function greenUnderAll(scenarios: readonly Scenario[], cells: readonly Cell[]): readonly string[] {
  const seeing = new Set(cells.flatMap(({ scenario, isSeen }) => (isSeen ? [scenario] : [])));
  return scenarios.map(({ id }) => id).filter((id) => !seeing.has(id));
}
