/** Everything an administrator can do, one list a concern. A new concern is a file and a line here. */
import { ACCOUNT_OPERATIONS } from "./accounts.ts";
import { FAULT_OPERATIONS, SLOT_OPERATIONS, TIME_OPERATIONS } from "./conditions.ts";
import { LOGIN_OPERATIONS } from "./logins.ts";
import { OBSERVATION_OPERATIONS } from "./observations.ts";
import type { AdminOperation } from "./operation.ts";
import { RECORD_OPERATIONS } from "./records.ts";

export const ADMIN_OPERATIONS: Readonly<Record<string, readonly AdminOperation[]>> = {
  Accounts: ACCOUNT_OPERATIONS,
  Logins: LOGIN_OPERATIONS,
  Records: RECORD_OPERATIONS,
  Faults: FAULT_OPERATIONS,
  Slots: SLOT_OPERATIONS,
  "Clock and latency": TIME_OPERATIONS,
  Observations: OBSERVATION_OPERATIONS,
};
