/** What an account tells about itself: its time, its limits, where it answers, and whose token asked. */
import type { Slots } from "../../governance/slots.ts";
import type { Role } from "../../permissions/role.ts";
import type { Caller, Plan, Service, ServiceAnswer } from "../service.ts";
import { dataCenterUrls } from "./data-center-urls.ts";
import { governanceLimits } from "./governance-limits.ts";
import { tokenInfo } from "./token-info.ts";

interface SystemFacts {
  readonly accountId: string;
  readonly role: Pick<Role, "id" | "name">;
  readonly slots: Slots;
  now(): number;
}

interface Resource {
  readonly path: string;
  answer(url: URL, caller: Caller): ServiceAnswer;
}

export function createSystemServices(facts: SystemFacts): readonly Service[] {
  const resources: readonly Resource[] = [
    // Oracle help article_0528010158. No permission is needed; that it is counted like any request is inferred.
    {
      path: "/services/rest/system/v1/serverTime",
      answer: () => contentOf({ serverTime: new Date(facts.now()).toISOString() }),
    },
    // Oracle help article_0625010817. Administrators only; the emulator's role has every permission.
    {
      path: "/services/rest/system/v1/governanceLimits",
      answer: (_url, caller) => contentOf(governanceLimits(facts.slots, caller)),
    },
    // Of the open channel: answers without a login, and so, inferred, without a slot.
    { path: "/rest/datacenterurls", answer: (url) => dataCenterUrls(url) },
    // Inferred: a login and a slot, as for any request.
    { path: "/rest/tokeninfo", answer: (_url, caller) => contentOf(tokenInfo(facts, caller)) },
  ];
  return resources.map(serviceOf);
}

const contentOf = (content: unknown): ServiceAnswer => ({ kind: "content", shape: "singular", content });

function serviceOf({ path, answer }: Resource): Service {
  return {
    path,
    plan({ method }, url, caller): Plan {
      const plan = { operation: "system", latency: { kind: "get" } } as const;
      if (url.pathname !== path) {
        const refusal = { key: "path-not-found", url: url.pathname } as const;
        return { ...plan, run: () => ({ kind: "refused", refusal }) };
      }
      if (method !== "GET") {
        const refusal = { key: "method-not-allowed", values: { method } } as const;
        return { ...plan, run: () => ({ kind: "refused", refusal }) };
      }
      return { ...plan, run: () => answer(url, caller) };
    },
  };
}
