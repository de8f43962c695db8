/** The account that a host name of NetSuite's belongs to. */

const HOST = /^([a-z0-9-]+)\.(?:suitetalk\.api|restlets\.api|app)\.netsuite\.com$/;

/** 1234567_SB1 is 1234567-sb1 in host names. */
export const hostLabelOf = (accountId: string): string => accountId.toLowerCase().replaceAll("_", "-");

/** Undefined for every host that names no account, such as this machine. URLs have hosts in lower case already. */
export const hostLabelIn = ({ hostname }: URL): string | undefined =>
  hostname.endsWith(".netsuite.com") ? HOST.exec(hostname)?.[1] : undefined;

/** What to tell a caller that came to another account's host. */
export function foreignHost(url: URL, accountId: string): string | undefined {
  const label = hostLabelIn(url);
  return label === undefined || label === hostLabelOf(accountId)
    ? undefined
    : `The host ${url.hostname} is another account's; this login is one of ${accountId}.`;
}
