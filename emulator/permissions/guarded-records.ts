/** The record service as the role may use it; tasks of jobs and batches are asked one by one like any request. */
import type { Service } from "../services/service.ts";
import type { Role } from "./role.ts";

export function guardedRecords(service: Service, role: Role): Service {
  return {
    path: service.path,
    plan(request, url, caller) {
      const plan = service.plan(request, url, caller);
      if (plan.recordType === undefined) return plan;
      const isSearch = plan.operation === "list";
      const refusal = role.recordRefusal(plan.recordType, { method: request.method, isSearch });
      return refusal === undefined ? plan : { ...plan, run: () => ({ kind: "refused", refusal }) };
    },
  };
}
