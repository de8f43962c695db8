/** The emulated account of a peak in a process of its own: started by its command, watched and upset through its admin API. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { GovernanceFigures, StoredRecord, TbaCredentials } from "../../emulator/index.ts";
import type { NetSuiteLook } from "../../loadtest/index.ts";
import { latencyOfPlan } from "../config/plan-latency.ts";
import type { Project } from "../config/project.ts";
import { startProgram } from "./program-process.ts";
import { upsertScript } from "./upsert-script.ts";

export interface EmulatorProcess {
  readonly url: string;
  /** Of the certificate authority to trust; empty without TLS. */
  readonly caFile: string;
  readonly credentials: TbaCredentials;
  look(): Promise<NetSuiteLook>;
  records(recordType: string): Promise<readonly StoredRecord[]>;
  /** Any operation of the admin API on the account; `path` follows `/accounts/{accountId}/`. */
  ask(method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}

type Ready = {
  readonly url: string;
  readonly caFile?: string;
  readonly accounts: readonly TbaCredentials[];
};

const PAGE = 10_000;

/** @param doors with TLS for an integration that calls NetSuite by its own host names. @default without */
export async function startEmulatorProcess(
  project: Project,
  folder: string,
  { tls = false }: { readonly tls?: boolean } = {},
): Promise<EmulatorProcess> {
  const { netsuite, load } = project.config;
  const dataFile = join(folder, "netsuite.yaml");
  // JSON is YAML too.
  const { rules, masterData, traits } = project;
  await writeFile(dataFile, JSON.stringify({ rules, masterData, ...traits }));
  const program = await startProgram({
    args: [
      "emulator",
      "--json",
      ...["--tls-port", tls ? "0" : "off", "--account", netsuite.account, "--tier", netsuite.tier],
      ...[
        "--suitecloud-plus",
        `${netsuite.suiteCloudPlus}`,
        "--latency",
        await latencyArgument(project, folder),
      ],
      ...["--time-scale", `${load.timeScale}`, "--data", dataFile],
      ...upsertScript(project),
    ],
    env: {},
    isReady: ({ event }) => event === "ready",
  });
  const { url, caFile = "", accounts } = program.ready as unknown as Ready;
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = accounts[0] as TbaCredentials;
  const ask = adminOf(url, netsuite.account);
  return {
    url,
    caFile,
    credentials: { consumerKey, consumerSecret, tokenId, tokenSecret },
    ask,
    look: async () => lookIn((await ask("GET", "governance")) as GovernanceFigures),
    async records(recordType) {
      const all: StoredRecord[] = [];
      for (;;) {
        const path = `records/${recordType}?limit=${PAGE}&offset=${all.length}`;
        const page = (await ask("GET", path)) as { total: number; records: StoredRecord[] };
        all.push(...page.records);
        if (all.length >= page.total) return all;
      }
    },
    stop: program.stop,
  };
}

/** What was measured goes by a file of the run, so that the emulator waits for what the plan was calculated with. */
async function latencyArgument(project: Project, folder: string): Promise<string> {
  const latency = latencyOfPlan(project);
  if (typeof latency === "string") return latency;
  const file = join(folder, "latency.json");
  await writeFile(file, JSON.stringify(latency));
  return file;
}

/** The account's first integration record is ours. */
function lookIn({ limit, inFlight, integrations: [ours] }: GovernanceFigures): NetSuiteLook {
  if (ours === undefined) throw new TypeError("the emulated account has no integration record");
  const { peak, total, rejected } = ours;
  return {
    limit,
    inFlight: ours.inFlight,
    othersInFlight: inFlight - ours.inFlight,
    peak,
    total,
    rejected,
  };
}

export function adminOf(url: string, account: string): EmulatorProcess["ask"] {
  return async (method, path, body) => {
    const sent = body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const answer = await fetch(`${url}/__drydock/v1/accounts/${account}/${path}`, { method, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The emulator refused ${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}
