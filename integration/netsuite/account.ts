/** An account id, its OAuth realm and its host label: three spellings of one thing, converted nowhere else. */
import { IntegrationError } from "../errors.ts";

export interface AccountName {
  /** As NetSuite writes it, `1234567_SB1`; also the OAuth realm (Oracle help, section_4609939018). */
  readonly accountId: string;
  readonly realm: string;
  /** As it stands in host names, `1234567-sb1`. */
  readonly hostLabel: string;
  /** Where SuiteTalk REST answers for this account. */
  readonly suiteTalkUrl: string;
}

const ACCOUNT_ID = /^[A-Z0-9]+(?:_[A-Z0-9]+)*$/;
const SUITETALK_DOMAIN = "suitetalk.api.netsuite.com";
const NETSUITE_HOST = /^([^.]+)\.suitetalk\.api\.netsuite\.com$/i;

/** @throws IntegrationError `CONFIGURATION_INVALID` when the id is not in the form NetSuite writes it */
export function accountName(accountId: string): AccountName {
  if (!ACCOUNT_ID.test(accountId)) {
    throw new IntegrationError({
      code: "CONFIGURATION_INVALID",
      message: `The NetSuite account id "${accountId}" is not in NetSuite's own form, and a wrong form is refused as an invalid login. Write it as in Setup > Company > Company Information: capital letters, digits and underscores, for example 1234567_SB1.`,
    });
  }
  const hostLabel = accountId.toLowerCase().replaceAll("_", "-");
  return { accountId, realm: accountId, hostLabel, suiteTalkUrl: `https://${hostLabel}.${SUITETALK_DOMAIN}` };
}

/** `1234567_SB1` -> `1234567-sb1.suitetalk.api.netsuite.com`. @throws as accountName */
export function hostOf(accountId: string): string {
  return `${accountName(accountId).hostLabel}.${SUITETALK_DOMAIN}`;
}

/**
 * The record service of the account behind this base URL. A NetSuite host must be the account's own; any other host
 * (an emulator, a proxy) is taken as it is.
 *
 * @throws IntegrationError `CONFIGURATION_INVALID` for an unusable URL or another account's host
 */
export function recordServiceUrl(account: AccountName, baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw new IntegrationError({
      code: "CONFIGURATION_INVALID",
      message: `The NetSuite base URL "${baseUrl}" cannot be used. Write a plain http or https address such as ${account.suiteTalkUrl}.`,
    });
  }
  const label = NETSUITE_HOST.exec(url.hostname)?.[1]?.toLowerCase();
  if (label !== undefined && label !== account.hostLabel) {
    throw new IntegrationError({
      code: "CONFIGURATION_INVALID",
      message: `The base URL ${url.origin} belongs to another account than ${account.accountId}. Write ${account.suiteTalkUrl}, or correct the account id.`,
    });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}${RECORD_SERVICE}`;
}

/** From the root of the host. */
export const RECORD_SERVICE = "/services/rest/record/v1";

/**
 * A RESTlet of the same account, by script and deployment id. NetSuite's RESTlets have a host of their own; behind any other
 * host (an emulator, a proxy) they are beside the record service.
 */
export function restletUrlBeside(
  { hostLabel }: AccountName,
  serviceUrl: string,
  { script, deploy }: RestletId,
): string {
  const isNetSuite = NETSUITE_HOST.test(new URL(serviceUrl).hostname);
  const base = isNetSuite
    ? `https://${hostLabel}.restlets.api.netsuite.com`
    : serviceUrl.slice(0, -RECORD_SERVICE.length);
  return `${base}/app/site/hosting/restlet.nl?${new URLSearchParams({ script, deploy })}`;
}

export interface RestletId {
  /** `customscript_…`, or the number that NetSuite gave it. */
  readonly script: string;
  /** `customdeploy_…`, or its number. */
  readonly deploy: string;
}

/** Where the same account shows its asynchronous jobs (Oracle help, chapter_161251386312). */
export const asyncUrlBeside = (serviceUrl: string): string =>
  `${serviceUrl.slice(0, -RECORD_SERVICE.length)}/services/rest/async/v1`;

/** Where the same account answers queries in SuiteQL (Oracle help, section_157909186990). */
export const suiteqlUrlBeside = (serviceUrl: string): string =>
  `${serviceUrl.slice(0, -RECORD_SERVICE.length)}/services/rest/query/v1/suiteql`;

/** Where the same account hands out access tokens of OAuth 2.0 (Oracle help, section_162755359851). */
export const tokenUrlBeside = (serviceUrl: string): string =>
  `${serviceUrl.slice(0, -RECORD_SERVICE.length)}/services/rest/auth/oauth2/v1/token`;
