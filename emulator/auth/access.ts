/** What must be so, besides good credentials, for the account's user to log in. */
import { z } from "zod";
import type { Channel } from "../exchange/channel.ts";
import type { AccountPart } from "../state/account-part.ts";
import { createChangeBell } from "../state/change-list.ts";
import type { LoginDetail } from "./login-audit-trail.ts";

export type AccessCondition =
  | "tbaFeature"
  | "oauth2Feature"
  | "userActive"
  | "userHasAccess"
  | "roleActive"
  | "roleAssigned"
  | "roleAllowsTokens"
  | "roleAllowsOAuth2"
  | "roleAllowsRest"
  | "roleEnabledByUser";

export type AccessChange = Readonly<Partial<Record<AccessCondition, boolean>>>;

export type LoginScheme = "tba" | "oauth2";

interface ConditionFacts {
  /** By scheme; a scheme that is not named does not care. */
  readonly detail: Readonly<Partial<Record<LoginScheme, LoginDetail>>>;
  /** Without it, on every channel. */
  readonly channel?: Channel;
  readonly hint: string;
}

const DENIED = { tba: "permission_denied", oauth2: "EntityOrRoleDisabled" } as const;

/**
 * Oracle help subsect_156935170194; a role taken from its user: bridgehead_4249078810, its detail word inferred. For
 * OAuth 2.0 subsect_158324637123, where one word stands for all of it.
 */
const CONDITIONS = {
  tbaFeature: {
    detail: { tba: "FeatureDisabled" },
    hint: "Enable Token-Based Authentication at Setup > Company > Enable Features.",
  },
  oauth2Feature: {
    detail: { oauth2: "FeatureDisabled" },
    hint: "Enable OAuth 2.0 at Setup > Company > Enable Features.",
  },
  userActive: {
    detail: DENIED,
    hint: "The token's user is inactive; its token works again once the user is active.",
  },
  userHasAccess: {
    detail: DENIED,
    hint: "The token's user has no access to the account; tick Give Access on its record.",
  },
  roleActive: { detail: DENIED, hint: "The token's role is inactive." },
  roleAssigned: {
    detail: DENIED,
    hint: "The token's role was taken from its user; assign it again and the token works again.",
  },
  roleAllowsTokens: {
    detail: { tba: "permission_denied" },
    hint: "The token's role lacks the permission Log in using Access Tokens.",
  },
  roleAllowsOAuth2: {
    detail: { oauth2: "EntityOrRoleDisabled" },
    hint: "The token's role lacks the permission Log in using OAuth 2.0 Access Tokens.",
  },
  // That its lack looks like any failed login: jacobsvante/netsuite issue 27; the detail word is inferred.
  roleAllowsRest: {
    detail: DENIED,
    channel: "rest",
    hint: "The token's role lacks the permission REST Web Services.",
  },
  roleEnabledByUser: { detail: DENIED, hint: "The user switched the role off in View My Roles." },
} as const satisfies Record<AccessCondition, ConditionFacts>;

export interface Obstacle {
  readonly condition: AccessCondition;
  readonly detail: LoginDetail;
  readonly hint: string;
}

export interface Access extends AccountPart {
  change(change: AccessChange): void;
  /** The first condition that is not met. */
  obstacle(scheme: LoginScheme, channel: Channel): Obstacle | undefined;
}

export const ACCESS_CONDITIONS = Object.keys(CONDITIONS) as [AccessCondition, ...AccessCondition[]];

const savedSchema = z.array(z.enum(ACCESS_CONDITIONS));

/** Everything is in order at first. */
export function createAccess(): Access {
  const unmet = new Set<AccessCondition>();
  const bell = createChangeBell();
  return {
    save: () => [...unmet],
    watch: bell.watch,
    load(state) {
      const saved = savedSchema.parse(state);
      unmet.clear();
      for (const condition of saved) unmet.add(condition);
    },
    change(change) {
      for (const [condition, holds] of Object.entries(change) as [AccessCondition, boolean][]) {
        if (holds) unmet.delete(condition);
        else unmet.add(condition);
      }
      bell.ring();
    },
    obstacle(scheme, channel) {
      for (const condition of unmet) {
        const { detail, hint, channel: only = channel }: ConditionFacts = CONDITIONS[condition];
        const word = detail[scheme];
        if (word !== undefined && only === channel) return { condition, detail: word, hint };
      }
      return undefined;
    },
  };
}
