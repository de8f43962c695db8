/** `--clean-up RUN`: deletes what a run left that was killed. */
import { cleanUp } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Terminal } from "../terminal.ts";
import { openRealAccount, realAccountOf, requireLogin } from "./real-account.ts";
import { journalOfRun, sayCleaned } from "./real-run.ts";

interface CleanUpRequest {
  readonly project: Project;
  readonly folder: string;
  readonly run: string;
  readonly terminal: Terminal;
  readonly env: Surroundings["env"];
}

/** In the account and at the address at which the run was. */
export async function cleanUpRun({ project, folder, run, terminal, env }: CleanUpRequest): Promise<ExitCode> {
  const journal = journalOfRun(folder, run);
  const { accountId, baseUrl } = journal.head;
  const isOwnHost = new URL(baseUrl).hostname.endsWith(".netsuite.com");
  const account = realAccountOf(project, { account: accountId, ...(isOwnHost ? {} : { baseUrl }) }, env);
  const client = openRealAccount(account);
  try {
    await requireLogin(client, account);
    const cleaned = await cleanUp(client, journal);
    sayCleaned(terminal, cleaned);
    terminal.document({ run, accountId, ...cleaned });
    return cleaned.left.length === 0 ? EXIT_CODES.holds : EXIT_CODES.doesNotHold;
  } finally {
    await client.close();
  }
}
