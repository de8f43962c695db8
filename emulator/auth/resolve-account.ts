/** Finds the account a request is for, and whose audit trail a failed login belongs to. */
import type { AccountCore } from "../account.ts";
import { hostForm } from "../exchange/account-hosts.ts";
import type { Call } from "../exchange/call.ts";

/**
 * The realm decides; a realm in the host name's form, or a wrong one, still lands where its owner will look. Who names
 * no account is taken for a caller of the account whose host was called.
 */
export function resolveAccount(accounts: readonly AccountCore[], { header, url }: Call): AccountCore {
  const [first] = accounts;
  if (first === undefined) throw new TypeError("an emulator has at least one account");
  const hosted = (): AccountCore =>
    accounts.find(({ accountId }) => url?.hostname.startsWith(`${hostForm(accountId)}.`)) ?? first;
  if (header.kind !== "present") return hosted();
  const realm = header.value("realm") ?? "";
  const consumerKey = header.value("oauth_consumer_key");
  return (
    accounts.find(({ accountId }) => accountId === realm) ??
    accounts.find(({ accountId }) => hostForm(accountId) === hostForm(realm)) ??
    accounts.find(({ integrations }) => integrations.withConsumerKey(consumerKey) !== undefined) ??
    hosted()
  );
}
