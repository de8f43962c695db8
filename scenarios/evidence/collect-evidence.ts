/** Gathers what proves a scenario, in the order in which it happened: from the shop's payload to NetSuite's record. */
import type { LoginAuditEntry } from "../../emulator/index.ts";
import type { Block } from "../../reports/index.ts";
import { table } from "./blocks.ts";
import type { Evidenced } from "./evidenced.ts";
import { exchangeEvidence } from "./exchange-evidence.ts";
import { ledgerEvidence } from "./ledger-evidence.ts";
import { mappingEvidence } from "./mapping-evidence.ts";
import { payloadEvidence } from "./payload-evidence.ts";
import { recordEvidence } from "./record-evidence.ts";

/** Enough to judge by; a burst of forty orders need not be shown forty times. */
const REFUSALS_SHOWN = 40;

export async function collectEvidence(world: Evidenced): Promise<readonly Block[]> {
  return [
    ...recordEvidence(world.netsuite, world.setting.masterData),
    ...payloadEvidence(world.shop),
    ...(await mappingEvidence(world)),
    ...(await ledgerEvidence(world)),
    ...exchangeEvidence(world.netsuite.journal()),
    ...refusedLogins(world.netsuite.auditTrail()),
  ];
}

function refusedLogins(trail: readonly LoginAuditEntry[]): readonly Block[] {
  const refused = trail.filter(({ outcome }) => outcome === "failure");
  if (refused.length === 0) return [];
  return [
    table(
      "Login Audit Trail: refused logins",
      ["detail"],
      refused.slice(0, REFUSALS_SHOWN).map(({ detail }) => [detail]),
    ),
  ];
}
