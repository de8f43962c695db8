/** A client in a process of its own, as its users run it: trust and proxy come from the environment. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "vitest";
import { ACCOUNT_ID, anOrder } from "./acme.ts";
import type { OpenDoor } from "./open-door.ts";

/** What a step of the program got: status, body or error, as that client shows them. */
export type Steps = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Program {
  readonly command: string;
  /** Beside the clients' tests. */
  readonly file: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

export async function stepsOf({ door, account }: OpenDoor, { command, file, more }: Program): Promise<Steps> {
  const given = {
    realm: ACCOUNT_ID,
    credentials: account.credentials,
    order: anOrder(),
    wrong: "not the token's secret",
    proxy: door.url,
    caFile: door.tls?.caFile,
    ...more,
  };
  const path = fileURLToPath(new URL(`../clients/${file}`, import.meta.url));
  // The process keeps its own environment, and is given trust and proxy beside it.
  const surroundings = [`NODE_EXTRA_CA_CERTS=${door.tls?.caFile}`, `HTTPS_PROXY=${door.url}`];
  const { stdout } = await promisify(execFile)("env", [
    ...surroundings,
    command,
    path,
    JSON.stringify(given),
  ]);
  return JSON.parse(stdout) as Steps;
}

export const error = (detail: string | RegExp) =>
  expect.objectContaining({
    "o:errorDetails": [
      expect.objectContaining({
        detail: typeof detail === "string" ? expect.stringContaining(detail) : expect.stringMatching(detail),
      }),
    ],
  });
