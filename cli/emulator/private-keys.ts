/** Puts each account's OAuth 2.0 private key where only this user reads it, for as long as the emulator runs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "../../emulator/index.ts";

export interface PrivateKeys {
  /** By account id. */
  readonly files: ReadonlyMap<string, string>;
  remove(): void;
}

/** Under the state folder where there is one, so that the path is the same after a restart; the keys are new ones. */
export function writePrivateKeys(accounts: readonly Account[], state: string | undefined): PrivateKeys {
  const folder = state === undefined ? mkdtempSync(join(tmpdir(), "drydock-keys-")) : join(state, "keys");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = new Map<string, string>();
  for (const { accountId, oauth2 } of accounts) {
    const file = join(folder, `${accountId}.pem`);
    // Anew, because the mode of a file that is there already would stay as it is.
    rmSync(file, { force: true });
    writeFileSync(file, oauth2.privateKeyPem ?? "", { mode: 0o600 });
    files.set(accountId, file);
  }
  return { files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
