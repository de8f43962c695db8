/** RESTlets: finds the deployment, runs its script, and answers as the script, or NetSuite, would. */
import type { Clock } from "../../clock.ts";
import type { ErrorKey } from "../../errors/catalogue.ts";
import type { Refusal } from "../../errors/refusal.ts";
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { Latency } from "../../latency/latency-model.ts";
import type { Quirks } from "../../quirks.ts";
import type { SeededRandom } from "../../seeded-random.ts";
import { refusedPlan } from "../refused-plan.ts";
import type { AnyPlan, LongPlan, Service, ServiceAnswer } from "../service.ts";
import { accountTables } from "../suiteql/tables.ts";
import { readBody, writtenAnswer } from "./content-format.ts";
import { createDeployments, type Deployment, type RestletOptions } from "./deployments.ts";
import type { Desk } from "./operations/operation.ts";
import { callEnvironment, type EnvironmentFacts } from "./script-environment.ts";
import { readLogLine, type ScriptLog } from "./script-log.ts";
import { runScript, type ScriptOutcome } from "./script-run.ts";
import { THREADS } from "./thread-pool.ts";

const RESTLET_PATH = "/app/site/hosting/restlet.nl";

export interface RestletServiceOptions
  extends Pick<Desk, "store" | "writer" | "rules">,
    Omit<EnvironmentFacts, "catalogue" | "now"> {
  readonly restlets: readonly RestletOptions[];
  readonly clock: Clock;
  readonly quirks: Quirks;
  readonly log: ScriptLog;
  /** Names unexpected errors. */
  readonly random: Pick<SeededRandom, "letters">;
  readonly latency: Pick<Latency, "begin">;
}

/** Throws EmulatorError SCRIPT_UNUSABLE for a file that could not be deployed. */
export function createRestletService(options: RestletServiceOptions): Service<AnyPlan> {
  const deployments = createDeployments(options.restlets);
  const tables = tablesOnce(options);
  return {
    path: RESTLET_PATH,
    plan(request, url) {
      const query = url.searchParams;
      const deployment = deployments.find(query.get("script"), query.get("deploy"));
      if (deployment?.status !== "released") return refused({ key: "restlet-unknown" });
      const call = readCall(request, query);
      if ("refusal" in call) return { ...refused(call.refusal), ...subjectOf(deployment) };
      return planCall({ options, deployment, request, call, tables });
    },
  };
}

/** SuiteQL's tables, made with the first query; what the caller's role may see does not bind a script here. */
function tablesOnce({ store, quirks }: RestletServiceOptions): Desk["tables"] {
  let tables: ReturnType<Desk["tables"]> | undefined;
  return () => {
    tables ??= accountTables(store, quirks);
    return tables;
  };
}

const refused = (refusal: Refusal): AnyPlan => ({
  ...refusedPlan(refusal, "restlet"),
  latency: { kind: "overhead" },
});

const subjectOf = ({ script, deploy }: Deployment) => ({ script, deploy });

interface EntryCall {
  readonly method: string;
  readonly argument: unknown;
}

const ENTRY_POINTS: ReadonlyMap<string, "query" | "body"> = new Map([
  ["GET", "query"],
  ["DELETE", "query"],
  ["POST", "body"],
  ["PUT", "body"],
]);

function readCall(request: EngineRequest, query: URLSearchParams): EntryCall | { readonly refusal: Refusal } {
  const { method } = request;
  const source = ENTRY_POINTS.get(method);
  if (source === undefined) return { refusal: { key: "restlet-method", values: { method } } };
  if (source === "query") {
    if (method === "GET" && request.body.byteLength > 0) return { refusal: { key: "restlet-body-with-get" } };
    return { method: method.toLowerCase(), argument: argumentsIn(query) };
  }
  const body = readBody(request);
  return body.ok ? { method: method.toLowerCase(), argument: body.value } : { refusal: body.refusal };
}

/** Script and deployment are for the gateway, not for the script. */
const argumentsIn = (query: URLSearchParams) =>
  Object.fromEntries([...query].filter(([name]) => name !== "script" && name !== "deploy"));

interface PlannedCall {
  readonly options: RestletServiceOptions;
  readonly deployment: Deployment;
  readonly request: EngineRequest;
  readonly call: EntryCall;
  readonly tables: Desk["tables"];
}

function planCall(planned: PlannedCall): LongPlan {
  return {
    operation: "restlet",
    ...subjectOf(planned.deployment),
    latency: { kind: "overhead" },
    work: async () => {
      const { outcome, waitedMs } = await run(planned);
      if (outcome.kind !== "returned") logFailure(planned, outcome);
      return { answer: answerOf(planned, outcome), waitedMs };
    },
  };
}

function run({ options, deployment, request, call, tables }: PlannedCall) {
  const { store, writer, rules, clock, log, latency } = options;
  const { files, script, deploy } = deployment;
  const now = (): number => clock.now();
  const desk: Desk = { store, writer, rules, now, tables, sourceOf: (path) => files.read(path), held: [] };
  const environment = callEnvironment({ ...options, catalogue: store.catalogue, now: now() }, deployment);
  return runScript(
    { path: files.entryPath, entry: files.read(files.entryPath), ...call, environment },
    {
      pool: THREADS,
      clock,
      desk,
      givenUp: request.givenUp,
      overUsage: options.quirks.scriptOverUsage,
      latency,
      log: (text) => log.add({ at: now(), script, deploy, ...readLogLine(text) }),
    },
  );
}

/** NetSuite keeps unhandled errors in the script's execution log. */
function logFailure({ options, deployment }: PlannedCall, outcome: ScriptOutcome): void {
  const { script, deploy } = deployment;
  const [title, details] =
    outcome.kind === "thrown"
      ? [outcome.code, [outcome.message, ...outcome.stack].join("\n")]
      : [outcome.kind === "ended" ? `ended by ${outcome.by}` : "", ""];
  const line = JSON.stringify({ level: "error", title, details });
  options.log.add({ at: options.clock.now(), script, deploy, ...readLogLine(line) });
}

const ENDED: Readonly<Partial<Record<string, ErrorKey>>> = {
  time: "restlet-time-limit",
  usage: "restlet-usage-limit",
  memory: "restlet-memory-limit",
};

function answerOf({ options, request }: PlannedCall, outcome: ScriptOutcome): ServiceAnswer {
  if (outcome.kind === "returned") return writtenAnswer(outcome, request);
  if (outcome.kind === "thrown" && outcome.code === "NO_ENTRY_POINT")
    return { kind: "refused", refusal: { key: "restlet-method", values: { method: request.method } } };
  if (outcome.kind === "thrown") {
    const { code, message } = outcome;
    return { kind: "refused", refusal: { key: "restlet-script-error", values: { code, message } } };
  }
  const key = ENDED[outcome.by];
  if (key !== undefined) return { kind: "refused", refusal: { key } };
  return { kind: "refused", refusal: { key: "unexpected", values: { errorId: options.random.letters(20) } } };
}
