/** What proves a scenario that was judged from outside: what NetSuite holds and was asked, and what the integration said. */
import type { Block } from "../../reports/index.ts";
import { code, remark, table } from "../evidence/blocks.ts";
import type { Bounds } from "../evidence/bounds.ts";
import { exchangeEvidence } from "../evidence/exchange-evidence.ts";
import { payloadEvidence } from "../evidence/payload-evidence.ts";
import { recordEvidence } from "../evidence/record-evidence.ts";
import { shopEvidence } from "../evidence/shop-evidence.ts";
import type { World } from "../world/world.ts";
import type { DeadLetterList } from "./dead-letter-list.ts";
import type { ForeignMachine } from "./foreign-machine.ts";

interface Foreign {
  readonly name: string;
  readonly machine: ForeignMachine;
  readonly letters: DeadLetterList | null;
  readonly findings: { readonly leftOut: readonly string[] };
  /** What must not be shown. */
  readonly secrets: readonly string[];
}

export async function foreignEvidence(
  world: World,
  foreign: Foreign,
  bounds: Bounds,
): Promise<readonly Block[]> {
  const { name, machine, findings, secrets } = foreign;
  const { leftOut } = findings;
  const output = secrets.reduce(
    (text, secret) => text.replaceAll(secret, "[redacted]"),
    machine.output().trim(),
  );
  return [
    ...(leftOut.length === 0
      ? []
      : [
          remark(
            `These say something about Drydock's own core alone, and were left out: ${leftOut.join("; ")}.`,
          ),
        ]),
    ...recordEvidence(world.netsuite, world.setting.masterData, bounds),
    ...payloadEvidence(world.shop, bounds),
    ...(await letterBlocks(foreign)),
    ...(output === "" ? [] : [code(`What ${name} wrote`, output)]),
    ...exchangeEvidence(world.netsuite.journal(), bounds),
    ...shopEvidence(world.storefront, bounds),
  ];
}

async function letterBlocks({ letters, name }: Foreign): Promise<readonly Block[]> {
  if (letters === null) return [];
  // A target that was struck dead shows no dead letters; what it had shown before is in the checks.
  const list = await letters.list().catch(() => []);
  const rows = list.map(({ key, reason }) => [key, reason]);
  return [table(`Dead letters of ${name}, ${list.length} in all`, ["key", "reason"], rows)];
}
