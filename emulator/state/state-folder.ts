/**
 * The folder that keeps an emulator's accounts over restarts:
 *
 *     drydock-state.json        what it is, its version, whose accounts it holds, and the options of those added later
 *     lock                      while a process uses it
 *     accounts/<account id>/    snapshot-N.jsonl and the journal-N.jsonl of what changed since
 *     ca/                       the certificate authority of the TLS door
 *     keys/                     the private keys for OAuth 2.0, as files for as long as `drydock emulator` runs
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { AccountOptions } from "../account-options.ts";
import { EmulatorError } from "../emulator-error.ts";
import { lockFolder } from "./folder-lock.ts";
import { writeWhole } from "./whole-file.ts";

export interface StateFolder {
  /** How accounts were ordered that an earlier process added while it ran, and that are not asked for now. */
  readonly added: readonly AccountOptions[];
  /** Where an account's files stand. */
  accountFolder(accountId: string): string;
  /** Whose files begin from nothing. */
  add(options: AccountOptions): void;
  /** With all its files, if it was added; others are asked for again with the next start. */
  remove(accountId: string): void;
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
  /** Held to the rules for options when the accounts are opened. */
  added: z.array(z.looseObject({ accountId: z.string() })).default([]),
});

type Manifest = z.output<typeof manifestSchema>;

/** Makes the folder if there is none; throws EmulatorError STATE_UNUSABLE or STATE_LOCKED. */
export function openStateFolder(path: string, accountIds: readonly string[]): StateFolder {
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) requireEmpty(folder);
  const release = lockFolder(folder);
  try {
    let manifest = existsSync(file) ? fitting(file, accountIds) : begin(folder, file, accountIds);
    const setAdded = (added: Manifest["added"]): void => {
      manifest = { ...manifest, added };
      writeManifest(file, manifest);
    };
    const others = (accountId: string) => manifest.added.filter((each) => each.accountId !== accountId);
    const own = (accountId: string): string => join(folder, "accounts", accountId);
    const forget = (accountId: string): void => rmSync(own(accountId), { recursive: true, force: true });
    return {
      added: manifest.added.filter(({ accountId }) => !accountIds.includes(accountId)),
      release,
      accountFolder(accountId) {
        mkdirSync(own(accountId), { recursive: true, mode: 0o700 });
        return own(accountId);
      },
      add(options) {
        forget(options.accountId);
        setAdded([...others(options.accountId), options]);
      },
      remove(accountId) {
        if (others(accountId).length === manifest.added.length) return;
        setAdded(others(accountId));
        forget(accountId);
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function begin(folder: string, file: string, accounts: readonly string[]): Manifest {
  chmodSync(folder, 0o700);
  const manifest: Manifest = {
    format: "drydock-state",
    version: VERSION,
    accounts: [...accounts],
    added: [],
  };
  writeManifest(file, manifest);
  return manifest;
}

const writeManifest = (file: string, manifest: Manifest): void =>
  writeWhole(file, [`${JSON.stringify(manifest, null, 2)}\n`]);

function requireEmpty(folder: string): void {
  const stranger = readdirSync(folder).find((entry) => !KNOWN_ENTRIES.has(entry));
  if (stranger === undefined) return;
  throw unusable(folder, `it holds ${stranger} and is no state folder`, "Name an empty or a new folder");
}

function fitting(manifest: string, accountIds: readonly string[]): Manifest {
  const parsed = manifestSchema.safeParse(parseJson(readFileSync(manifest, "utf8")));
  if (!parsed.success) {
    throw unusable(manifest, "it is damaged", "Put it back from a copy, or begin with a new folder");
  }
  const { version, accounts, added } = parsed.data;
  if (version !== VERSION) {
    const why = `it is of version ${version}, and this is version ${VERSION}`;
    throw unusable(manifest, why, "Use the Drydock that made it, or begin with a new folder");
  }
  const asked = accountIds.filter(
    (id) => accounts.includes(id) || !added.some(({ accountId }) => accountId === id),
  );
  if ([...accounts].sort().join() === [...asked].sort().join()) return parsed.data;
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
