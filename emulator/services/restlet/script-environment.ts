/** What N/runtime tells a script, and what the library needs to know of the account. */
import type { AccountKind } from "../../governance/account-kinds.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import { ABSENT_MODULES } from "./absent-modules.ts";
import type { Deployment } from "./deployments.ts";
import { typeEnumeration } from "./record-types.ts";
import { UNITS_PER_CALL } from "./usage-units.ts";

export interface EnvironmentFacts {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970, of the account. */
  readonly now: number;
}

/** The one user that every token belongs to. */
const USER = {
  id: -5,
  name: "Integration User",
  email: "integration@example.test",
  role: 3,
  roleId: "administrator",
  roleCenter: "BASIC",
  subsidiary: 1,
  department: 0,
  location: 0,
  contact: 0,
};

/** Features whose fields the catalogue has. */
const FEATURES = ["SUBSIDIARIES", "MULTICURRENCY", "LOCATIONS", "INVENTORY"];

export function callEnvironment(
  { accountId, kind, catalogue, now }: EnvironmentFacts,
  { script, deploy, parameters }: Pick<Deployment, "script" | "deploy" | "parameters">,
) {
  return {
    accountId,
    now,
    envType: kind === "sandbox" ? "SANDBOX" : "PRODUCTION",
    scriptId: script,
    deploymentId: deploy,
    parameters,
    user: USER,
    features: FEATURES,
    units: UNITS_PER_CALL,
    recordTypes: typeEnumeration(catalogue),
    absentModules: ABSENT_MODULES,
  };
}
