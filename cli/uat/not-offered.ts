/** Why a scenario could not be judged where it ran: something that it needs is not offered there. */
import type { ScenarioPage } from "../../reports/index.ts";
import { NOT_OFFERED } from "../../scenarios/index.ts";

/** The page with the reason, when that is what left it without a verdict. */
export function withReason(page: ScenarioPage): ScenarioPage {
  if (page.verdict !== "not-run") return page;
  const reasons = page.checks.flatMap(({ verdict, detail }) =>
    verdict === "not-run" && detail?.startsWith(NOT_OFFERED) === true
      ? [detail.slice(NOT_OFFERED.length)]
      : [],
  );
  return reasons.length === 0 ? page : { ...page, notOffered: [...new Set(reasons)].join(" ") };
}
