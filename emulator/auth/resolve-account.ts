/** Finds the account a request is for, and whose audit trail a failed login belongs to. */
import type { AccountCore } from "../account.ts";
import type { Call } from "../exchange/call.ts";

/** The realm decides; a realm in the host name's form, or a wrong one, still lands where its owner will look. */
export function resolveAccount(accounts: readonly AccountCore[], { header }: Call): AccountCore {
  const [first] = accounts;
  if (first === undefined) throw new TypeError("an emulator has at least one account");
  if (header.kind !== "present") return first;
  const realm = header.value("realm") ?? "";
  const consumerKey = header.value("oauth_consumer_key");
  return (
    accounts.find(({ accountId }) => accountId === realm) ??
    accounts.find(({ accountId }) => hostForm(accountId) === hostForm(realm)) ??
    accounts.find(({ integrations }) => integrations.withConsumerKey(consumerKey) !== undefined) ??
    first
  );
}

/** 1234567_SB1 is 1234567-sb1 in host names. */
const hostForm = (accountId: string): string => accountId.toLowerCase().replaceAll("_", "-");
