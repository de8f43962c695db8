/** The host names of NetSuite: three of each account's own, and three that all accounts share. */

/** 1234567_SB1 is 1234567-sb1 in host names. */
export const hostForm = (accountId: string): string => accountId.toLowerCase().replaceAll("_", "-");

export interface AccountHosts {
  readonly suitetalk: string;
  readonly restlets: string;
  readonly app: string;
}

/** Oracle help section_1546938065 for the first; the others as Set Up > Company > Company URLs lists them. */
export function accountHosts(accountId: string): AccountHosts {
  const label = hostForm(accountId);
  return {
    suitetalk: `${label}.suitetalk.api.netsuite.com`,
    restlets: `${label}.restlets.api.netsuite.com`,
    app: `${label}.app.netsuite.com`,
  };
}

/** Older clients begin here and ask where their account is (/rest/datacenterurls). */
export const SHARED_HOSTS = ["rest.netsuite.com", "webservices.netsuite.com", "system.netsuite.com"] as const;

/** Whether somebody's name resolution or proxy brought the real name to this machine. */
export const isNetSuiteHost = (hostname: string): boolean => /(^|\.)netsuite\.com$/i.test(hostname);
