/** What the caller of a refused login is never told: NetSuite keeps it in the Login Audit Trail. */
import type { LoginAuditEntry } from "../../emulator/index.ts";

export function refusedLogin(entry: LoginAuditEntry, accountId: string): string {
  const { detail, method, path, hint, expectedBaseString } = entry;
  return [
    `login refused by ${accountId}: ${detail}, ${method} ${path}`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
    ...(expectedBaseString === undefined ? [] : [`  expected base string: ${expectedBaseString}`]),
  ].join("\n");
}
