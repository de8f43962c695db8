/**
 * The folder that keeps an emulator's accounts over restarts:
 *
 *     drydock-state.json        what it is, its version, and whose accounts it holds
 *     lock                      while a process uses it
 *     accounts/<account id>/    snapshot-N.jsonl and the journal-N.jsonl of what changed since
 *     ca/                       the certificate authority of the TLS door
 *     keys/                     the private keys for OAuth 2.0, as files for as long as `drydock emulator` runs
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import { lockFolder } from "./folder-lock.ts";

export interface StateFolder {
  /** Where an account's files stand. */
  accountFolder(accountId: string): string;
  release(): void;
}

const MANIFEST = "drydock-state.json";
const VERSION = 1;
/** What may stand in a folder that is about to become a state folder. */
const KNOWN_ENTRIES: ReadonlySet<string> = new Set(["ca", "keys", "lock"]);

const manifestSchema = z.object({
  format: z.literal("drydock-state"),
  version: z.number(),
  accounts: z.array(z.string()),
});

/** Makes the folder if there is none; throws EmulatorError STATE_UNUSABLE or STATE_LOCKED. */
export function openStateFolder(path: string, accountIds: readonly string[]): StateFolder {
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const manifest = join(folder, MANIFEST);
  if (!existsSync(manifest)) requireEmpty(folder);
  const release = lockFolder(folder);
  try {
    if (existsSync(manifest)) requireFitting(manifest, accountIds);
    else begin(folder, manifest, accountIds);
  } catch (error) {
    release();
    throw error;
  }
  return {
    release,
    accountFolder(accountId) {
      const own = join(folder, "accounts", accountId);
      mkdirSync(own, { recursive: true, mode: 0o700 });
      return own;
    },
  };
}

function begin(folder: string, manifest: string, accounts: readonly string[]): void {
  chmodSync(folder, 0o700);
  const text = JSON.stringify({ format: "drydock-state", version: VERSION, accounts }, null, 2);
  writeFileSync(manifest, `${text}\n`, { mode: 0o600 });
}

function requireEmpty(folder: string): void {
  const stranger = readdirSync(folder).find((entry) => !KNOWN_ENTRIES.has(entry));
  if (stranger === undefined) return;
  throw unusable(folder, `it holds ${stranger} and is no state folder`, "Name an empty or a new folder");
}

function requireFitting(manifest: string, accountIds: readonly string[]): void {
  const parsed = manifestSchema.safeParse(parseJson(readFileSync(manifest, "utf8")));
  if (!parsed.success) {
    throw unusable(manifest, "it is damaged", "Put it back from a copy, or begin with a new folder");
  }
  const { version, accounts } = parsed.data;
  if (version !== VERSION) {
    const why = `it is of version ${version}, and this is version ${VERSION}`;
    throw unusable(manifest, why, "Use the Drydock that made it, or begin with a new folder");
  }
  if ([...accounts].sort().join() === [...accountIds].sort().join()) return;
  const why = `it keeps the accounts ${accounts.join(", ")}, and asked for are ${accountIds.join(", ")}`;
  throw unusable(manifest, why, "Ask for the same accounts, or begin with a new folder");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const unusable = (where: string, why: string, fix: string, cause?: unknown): EmulatorError =>
  new EmulatorError("STATE_UNUSABLE", `${where}: ${why}. ${fix}.`, { cause });
