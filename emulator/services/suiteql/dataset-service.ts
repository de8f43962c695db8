/** SuiteAnalytics datasets over REST. An account here has none, so every one that is asked for does not exist. */
import type { Refusal } from "../../errors/refusal.ts";
import type { Service } from "../service.ts";

const DATASET_PATH = "/services/rest/query/v1/dataset";
const RESULT = /^\/[^/]+\/result\/?$/;

export const createDatasetService = (): Service => ({
  path: DATASET_PATH,
  plan: ({ method }, { pathname }) => ({
    operation: "query",
    latency: { kind: "query" },
    run: () => ({ kind: "refused", refusal: refusalOf(method, pathname) }),
  }),
});

function refusalOf(method: string, pathname: string): Refusal {
  if (!RESULT.test(pathname.slice(DATASET_PATH.length))) return { key: "path-not-found", url: pathname };
  if (method !== "GET") return { key: "method-not-allowed", values: { method } };
  return { key: "dataset-unknown", url: pathname };
}
