/** What must be so, besides good credentials, for the account's user to log in with a token. */
import { z } from "zod";
import type { AccountPart } from "../state/account-part.ts";
import type { LoginDetail } from "./login-audit-trail.ts";

export type AccessCondition =
  | "tbaFeature"
  | "userActive"
  | "userHasAccess"
  | "roleActive"
  | "roleAssigned"
  | "roleAllowsTokens"
  | "roleEnabledByUser";

export type AccessChange = Readonly<Partial<Record<AccessCondition, boolean>>>;

interface ConditionFacts {
  readonly detail: LoginDetail;
  readonly hint: string;
}

const denied = (hint: string) => ({ detail: "permission_denied", hint }) as const;

/** Oracle help subsect_156935170194; a role taken from its user: bridgehead_4249078810, its detail word inferred. */
const CONDITIONS = {
  tbaFeature: {
    detail: "FeatureDisabled",
    hint: "Enable Token-Based Authentication at Setup > Company > Enable Features.",
  },
  userActive: denied("The token's user is inactive; its token works again once the user is active."),
  userHasAccess: denied("The token's user has no access to the account; tick Give Access on its record."),
  roleActive: denied("The token's role is inactive."),
  roleAssigned: denied(
    "The token's role was taken from its user; assign it again and the token works again.",
  ),
  roleAllowsTokens: denied("The token's role lacks the permission Log in using Access Tokens."),
  roleEnabledByUser: denied("The user switched the role off in View My Roles."),
} as const satisfies Record<AccessCondition, ConditionFacts>;

export interface Access extends AccountPart {
  change(change: AccessChange): void;
  /** The first condition that is not met. */
  obstacle(): ConditionFacts | undefined;
}

/** Everything is in order at first. */
export function createAccess(): Access {
  const unmet = new Set<string>();
  return {
    save: () => [...unmet],
    load(state) {
      const saved = z.array(z.string()).parse(state);
      unmet.clear();
      for (const condition of saved) unmet.add(condition);
    },
    change(change) {
      for (const [condition, holds] of Object.entries(change)) {
        if (holds) unmet.delete(condition);
        else unmet.add(condition);
      }
    },
    obstacle: () => Object.entries(CONDITIONS).find(([condition]) => unmet.has(condition))?.[1],
  };
}
