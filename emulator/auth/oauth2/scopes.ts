/** What an OAuth 2.0 token is good for: Oracle help section_158081944642. */
import type { Channel } from "../../exchange/channel.ts";

export const SCOPES = ["restlets", "rest_webservices", "suite_analytics"] as const;
export type Scope = (typeof SCOPES)[number];

export const scopeOf = (channel: Channel): Scope => (channel === "restlet" ? "restlets" : "rest_webservices");

/** As a client writes them: a list, or one text with commas or blanks between (Oracle prints all three). */
export function readScopes(claim: unknown): readonly string[] {
  const texts = Array.isArray(claim) ? claim : [claim];
  return texts
    .flatMap((text) => (typeof text === "string" ? text.split(/[\s,]+/) : []))
    .filter((name) => name !== "");
}

export const isScope = (name: string): name is Scope => SCOPES.some((scope) => scope === name);
