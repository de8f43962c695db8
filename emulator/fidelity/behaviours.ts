/** Every behaviour by area, in the order in which the page shows them. A new area is a file and a line here. */
import type { Behaviour } from "./behaviour.ts";
import { ACCOUNTS_BEHAVIOURS } from "./behaviours/accounts.ts";
import { ASYNCHRONOUS_BEHAVIOURS } from "./behaviours/asynchronous.ts";
import { AUTHENTICATION_BEHAVIOURS } from "./behaviours/authentication.ts";
import { COLLECTIONS_BEHAVIOURS } from "./behaviours/collections.ts";
import { CONFLICTS } from "./behaviours/conflicts.ts";
import { DOORS_BEHAVIOURS } from "./behaviours/doors.ts";
import { FAULTS_BEHAVIOURS } from "./behaviours/faults.ts";
import { GOVERNANCE_BEHAVIOURS } from "./behaviours/governance.ts";
import { LATENCY_BEHAVIOURS } from "./behaviours/latency.ts";
import { METADATA_BEHAVIOURS } from "./behaviours/metadata.ts";
import { RECORDS_BEHAVIOURS } from "./behaviours/records.ts";
import { RESTLET_BEHAVIOURS } from "./behaviours/restlets.ts";
import { SUITEQL_BEHAVIOURS } from "./behaviours/suiteql.ts";
import { SYSTEM_BEHAVIOURS } from "./behaviours/system.ts";
import { TRANSACTIONS_BEHAVIOURS } from "./behaviours/transactions.ts";

export const BEHAVIOURS: Readonly<Record<string, readonly Behaviour[]>> = {
  Connections: DOORS_BEHAVIOURS,
  Authentication: AUTHENTICATION_BEHAVIOURS,
  "Accounts and sandboxes": ACCOUNTS_BEHAVIOURS,
  Governance: GOVERNANCE_BEHAVIOURS,
  "System services": SYSTEM_BEHAVIOURS,
  Latency: LATENCY_BEHAVIOURS,
  "Asynchronous requests and batches": ASYNCHRONOUS_BEHAVIOURS,
  Records: RECORDS_BEHAVIOURS,
  Transactions: TRANSACTIONS_BEHAVIOURS,
  Collections: COLLECTIONS_BEHAVIOURS,
  "Faults, where they are ordered": FAULTS_BEHAVIOURS,
  SuiteQL: SUITEQL_BEHAVIOURS,
  RESTlets: RESTLET_BEHAVIOURS,
  Metadata: METADATA_BEHAVIOURS,
  "Where sources disagree": CONFLICTS,
};
