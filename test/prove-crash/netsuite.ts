/** The NetSuite account of the proof: the compiled emulator as a process of its own, read behind the core's back. */
import { request } from "undici";
import type { TbaCredentials } from "../../emulator/index.ts";
import { startNode } from "../processes.ts";
import { FAULTS, type Ordeal } from "./ordeal.ts";

const DATA = "examples/acme-store/netsuite.yaml";
export const SLOTS = 40;

export interface NetSuiteProcess {
  readonly url: string;
  readonly accountId: string;
  readonly credentials: TbaCredentials;
  records(recordType: string): Promise<readonly NetSuiteRecord[]>;
  /** How often each fault has struck. */
  faults(): Promise<readonly { readonly name: string; readonly hits: number }[]>;
  stop(): Promise<void>;
}

export interface NetSuiteRecord {
  readonly id: string;
  readonly externalId?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const PAGE = 10_000;

export async function startNetSuite(command: readonly string[], { seed }: Ordeal): Promise<NetSuiteProcess> {
  const program = startNode([
    ...command,
    ...["emulator", "--json", "--tls-port", "off", "--seed", String(seed), "--data", DATA],
    // 15 slots and 10 for each licence, of which the workers share most.
    ...["--tier", "premium", "--suitecloud-plus", "3", "--latency", "lean", "--time-scale", "10"],
    ...FAULTS.flatMap((fault) => ["--fault", JSON.stringify(fault)]),
  ]);
  const ready = await program.line(({ event }) => event === "ready");
  const url = String(ready["url"]);
  const [account] = ready["accounts"] as [TbaCredentials & { readonly accountId: string }];
  const { accountId, consumerKey, consumerSecret, tokenId, tokenSecret } = account;
  const admin = async (path: string): Promise<unknown> => {
    const { statusCode, body } = await request(`${url}/__drydock/v1/accounts/${accountId}/${path}`);
    if (statusCode === 200) return body.json();
    throw new Error(`The emulator's administration answers ${path} with ${statusCode}: ${await body.text()}`);
  };
  return {
    url,
    accountId,
    credentials: { consumerKey, consumerSecret, tokenId, tokenSecret },
    async records(recordType) {
      const all: NetSuiteRecord[] = [];
      for (;;) {
        const page = await admin(`records/${recordType}?limit=${PAGE}&offset=${all.length}`);
        const { total, records } = page as { total: number; records: NetSuiteRecord[] };
        all.push(...records);
        if (all.length >= total) return all;
      }
    },
    faults: async () => (await admin("faults")) as { name: string; hits: number }[],
    stop: async () => void (await program.end("SIGTERM")),
  };
}
