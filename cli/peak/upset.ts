/** Brings a peak's troubles about in the emulated account, through its admin API. */
import type { Trouble, Upset } from "../../loadtest/index.ts";
import type { EmulatorProcess } from "./emulator-process.ts";

type Ask = EmulatorProcess["ask"];

export function upsetOf({ ask }: Pick<EmulatorProcess, "ask">): Upset {
  return {
    begin(what) {
      if (what === "token-revoked") return withoutToken(ask);
      if (typeof what === "object" && "neighbour" in what) return withNeighbour(ask, what.neighbour);
      return withFault(ask, faultFor(what));
    },
  };
}

function faultFor(what: Exclude<Trouble, "token-revoked" | { neighbour: number }>): object {
  if (what === "maintenance") return { effect: "maintenance-page" };
  if ("unavailable" in what) return { effect: { status: 503 }, rate: what.unavailable };
  return { effect: "reset-after-commit", rate: what.lostAnswers };
}

async function withFault(ask: Ask, fault: object): Promise<() => Promise<void>> {
  const { name } = (await ask("POST", "faults", fault)) as { name: string };
  return async () => void (await ask("DELETE", `faults/${encodeURIComponent(name)}`));
}

/** Longer than any run: it is ended by hand. */
const A_DAY_MS = 86_400_000;

async function withNeighbour(ask: Ask, count: number): Promise<() => Promise<void>> {
  const { id } = (await ask("POST", "occupied-slots", { count, ms: A_DAY_MS })) as { id: number };
  return async () => void (await ask("DELETE", `occupied-slots/${id}`));
}

/** Switched off rather than deleted: a token that is revoked for ever would never let the run end. */
async function withoutToken(ask: Ask): Promise<() => Promise<void>> {
  const [ours] = (await ask("GET", "integrations")) as readonly { readonly name: string }[];
  const path = `integrations/${encodeURIComponent(ours?.name ?? "")}`;
  await ask("PATCH", path, { tokenActive: false });
  return async () => void (await ask("PATCH", path, { tokenActive: true }));
}
