/** Gathers what proves a scenario, in the order in which it happened: from the shop's payload to NetSuite's record. */
import type { LoginAuditEntry } from "../../emulator/index.ts";
import type { Block } from "../../reports/index.ts";
import { longTable } from "./blocks.ts";
import type { Bounds } from "./bounds.ts";
import type { Evidenced } from "./evidenced.ts";
import { exchangeEvidence } from "./exchange-evidence.ts";
import { ledgerEvidence } from "./ledger-evidence.ts";
import { mappingEvidence } from "./mapping-evidence.ts";
import { payloadEvidence } from "./payload-evidence.ts";
import { recordEvidence } from "./record-evidence.ts";
import { shopEvidence } from "./shop-evidence.ts";

export async function collectEvidence(world: Evidenced, bounds: Bounds): Promise<readonly Block[]> {
  const entries = await world.core.entries();
  return [
    ...recordEvidence(world.netsuite, world.setting.masterData, bounds),
    ...payloadEvidence(world.shop, bounds),
    ...(await mappingEvidence(world.flows, entries)),
    ...(await ledgerEvidence(entries, world, bounds)),
    ...exchangeEvidence(world.netsuite.journal(), bounds),
    ...refusedLogins(world.netsuite.auditTrail(), bounds),
    ...shopEvidence(world.storefront, bounds),
  ];
}

function refusedLogins(trail: readonly LoginAuditEntry[], { rows: most }: Bounds): readonly Block[] {
  const refused = trail.filter(({ outcome }) => outcome === "failure");
  if (refused.length === 0) return [];
  const rows = refused.map(({ detail }) => [detail]);
  return longTable("Login Audit Trail: refused logins", ["detail"], { rows, most });
}
