/** Texts that differ are tried out: in an emulator with each of the forms that NetSuite is known to answer in. */
import { type AccountData, QUIRK_CHOICES } from "../../emulator/index.ts";
import type { Facts } from "./facts.ts";
import type { FoundWithOverlay } from "./findings.ts";

type Texts = Facts["texts"];

/** @param textsWith what the emulator answers with this overlay */
export async function textFindings(
  { real, emulator }: { readonly real: Texts; readonly emulator: Texts },
  textsWith: (overlay: AccountData) => Promise<Texts>,
): Promise<readonly FoundWithOverlay[]> {
  const names = [...real.keys()].filter((name) => emulator.has(name));
  const open = names.filter((name) => real.get(name) !== emulator.get(name));
  if (open.length === 0) return [];
  const chosen = await fitting({ real, names, open }, textsWith);
  const settled = await textsWith({ quirks: chosen } as AccountData);
  return open.map((name): FoundWithOverlay => {
    const isSettled = settled.get(name) === real.get(name);
    return {
      kind: "text",
      what: name,
      real: real.get(name) ?? "",
      emulator: emulator.get(name) ?? "",
      overlay: isSettled ? ({ quirks: chosen } as AccountData) : null,
    };
  });
}

interface Open {
  readonly real: Texts;
  readonly names: readonly string[];
  readonly open: readonly string[];
}

/** One after the other, each that makes more answers equal; several may be at work in one answer. */
async function fitting(
  { real, names }: Open,
  textsWith: (overlay: AccountData) => Promise<Texts>,
): Promise<Readonly<Record<string, string | number>>> {
  const distance = (texts: Texts): number =>
    names.reduce((sum, name) => sum + unlike(texts.get(name) ?? "", real.get(name) ?? ""), 0);
  let chosen: Readonly<Record<string, string | number>> = {};
  let best = distance(await textsWith({}));
  for (const [quirk, choices] of Object.entries(QUIRK_CHOICES)) {
    for (const choice of choices.slice(1)) {
      const tried = { ...chosen, [quirk]: choice };
      const now = distance(await textsWith({ quirks: tried } as AccountData));
      if (now >= best) continue;
      [chosen, best] = [tried, now];
    }
  }
  return chosen;
}

/** Parts that are in only one of the two. */
function unlike(one: string, other: string): number {
  if (one === other) return 0;
  const [ours, theirs] = [new Set(one.split(/[,{}[\]]/)), new Set(other.split(/[,{}[\]]/))];
  return (
    1 +
    [...ours].filter((part) => !theirs.has(part)).length +
    [...theirs].filter((part) => !ours.has(part)).length
  );
}
