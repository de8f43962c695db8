/** Where an account answers: asked without a login, before anything else. */
import { accountHosts, isNetSuiteHost } from "../../exchange/account-hosts.ts";
import type { ServiceAnswer } from "../service.ts";

/**
 * The three names are those that public clients read (documented for SOAP, help section_N3494684). NetSuite answers
 * with the account's own hosts, and so does this where one of NetSuite's hosts was called: whoever reached this machine
 * by that name reaches it by those too. Elsewhere all three are the origin that was called, so that no client leaves
 * this machine.
 */
export function dataCenterUrls(url: URL): ServiceAnswer {
  const account = url.searchParams.get("account") ?? "";
  if (!ACCOUNT_ID.test(account)) return { kind: "refused", refusal: { key: "company-id-invalid" } };
  return {
    kind: "content",
    shape: "singular",
    content: isNetSuiteHost(url.hostname) ? own(account) : called(url),
  };
}

function own(account: string) {
  const { suitetalk, restlets, app } = accountHosts(account);
  return {
    restDomain: `https://${restlets}`,
    systemDomain: `https://${app}`,
    webservicesDomain: `https://${suitetalk}`,
  };
}

const called = ({ origin }: URL) => ({ restDomain: origin, systemDomain: origin, webservicesDomain: origin });

/** The host name's form, 1234567-sb1, is refused: seen live. An account of nobody gets hosts all the same, as over SOAP. */
const ACCOUNT_ID = /^[A-Z]*\d+(_[A-Z0-9]+)?$/;
