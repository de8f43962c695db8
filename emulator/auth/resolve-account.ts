/** Finds the account a request is for, and whose audit trail a failed login belongs to. */
import type { AccountCore } from "../account.ts";
import type { Call } from "../exchange/call.ts";
import { hostLabelIn, hostLabelOf } from "./account-host.ts";
import { readForm } from "./oauth2/form.ts";
import { readJwt } from "./oauth2/jwt.ts";

type Accounts = readonly AccountCore[];

/** The login decides; without one, or with one that names no account, the host does. */
export function resolveAccount(accounts: Accounts, call: Call): AccountCore {
  const [first] = accounts;
  if (first === undefined) throw new TypeError("an emulator has at least one account");
  if (accounts.length === 1) return first;
  return byLogin(accounts, call) ?? byHost(accounts, call) ?? byClient(accounts, call) ?? first;
}

function byLogin(accounts: Accounts, { header }: Call): AccountCore | undefined {
  if (header.kind === "bearer") return byToken(accounts, header.token);
  const realm = header.kind === "present" ? header.value("realm") : undefined;
  if (realm === undefined) return undefined;
  // A realm in the host name's form will be refused, where its owner will look.
  return (
    accounts.find(({ accountId }) => accountId === realm) ??
    accounts.find(({ accountId }) => hostLabelOf(accountId) === hostLabelOf(realm))
  );
}

function byToken(accounts: Accounts, token: string): AccountCore | undefined {
  const issuer = accounts.find(({ oauth2 }) => oauth2.tokens.grantOf(token) !== undefined);
  if (issuer !== undefined) return issuer;
  const audience = readJwt(token)?.claims["aud"];
  return Array.isArray(audience) ? accounts.find(({ accountId }) => audience.includes(accountId)) : undefined;
}

function byHost(accounts: Accounts, { url }: Call): AccountCore | undefined {
  const label = url === undefined ? undefined : hostLabelIn(url);
  return label === undefined ? undefined : accounts.find(({ accountId }) => hostLabelOf(accountId) === label);
}

/** Whose integration record it is that asks: on this machine all accounts have one host. */
function byClient(accounts: Accounts, call: Call): AccountCore | undefined {
  const client = clientOf(call);
  if (client === undefined) return undefined;
  return accounts.find(({ integrations }) => integrations.withConsumerKey(client) !== undefined);
}

function clientOf({ header, channel, request }: Call): string | undefined {
  if (header.kind === "present") return header.value("oauth_consumer_key");
  if (channel !== "oauth2") return undefined;
  const form = readForm(request);
  const issuer = form.kind === "form" ? readJwt(form.value("client_assertion"))?.claims["iss"] : undefined;
  return typeof issuer === "string" ? issuer : undefined;
}
