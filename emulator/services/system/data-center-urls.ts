/** Where an account answers: asked without a login, before anything else. */
import type { ServiceAnswer } from "../service.ts";

/**
 * The three names are those that public clients read (documented for SOAP, help section_N3494684). NetSuite answers
 * with the account's own hosts; here all three are the origin that was called, so that no client leaves this machine.
 */
export function dataCenterUrls(url: URL): ServiceAnswer {
  const account = url.searchParams.get("account") ?? "";
  if (!ACCOUNT_ID.test(account)) return { kind: "refused", refusal: { key: "company-id-invalid" } };
  const { origin } = url;
  return {
    kind: "content",
    shape: "singular",
    content: { restDomain: origin, systemDomain: origin, webservicesDomain: origin },
  };
}

/** The host name's form, 1234567-sb1, is refused: seen live. An unknown account gets the default hosts, as over SOAP. */
const ACCOUNT_ID = /^[A-Z]*\d+(_[A-Z0-9]+)?$/;
