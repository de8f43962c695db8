/** How an account's slots are divided: what each integration record has to itself, and what the others share. */
import { EmulatorError } from "../emulator-error.ts";

export interface Share {
  readonly name: string;
  /** Slots that are kept for this integration record and that it cannot exceed. */
  readonly allocation?: number | undefined;
  /**
   * One of NetSuite's own applications, which no limit concerns: SuiteProjects Pro, NSPOS, NetSuite for Outlook,
   * NetSuite Connector (Oracle help bridgehead_1532590357).
   */
  readonly internal?: boolean | undefined;
}

const SOURCE = "Oracle help bridgehead_156224824287";

/** The slots that all integration records without an allocation share; throws EmulatorError when none would be left. */
export function unallocatedLimit(accountLimit: number, shares: readonly Share[]): number {
  const exempt = shares.find(({ internal, allocation }) => internal === true && allocation !== undefined);
  if (exempt !== undefined) {
    throw impossible(`${exempt.name} is internal, so no limit concerns it; leave its allocation out.`);
  }
  const broken = shares.find(({ allocation }) => allocation !== undefined && !(allocation >= 1));
  if (broken !== undefined) {
    throw impossible(
      `${broken.name} cannot have ${broken.allocation} slots to itself; give it 1 or more, or none.`,
    );
  }
  const allocated = shares.reduce((sum, { allocation }) => sum + (allocation ?? 0), 0);
  const unallocated = accountLimit - allocated;
  if (unallocated >= 1) return unallocated;
  throw impossible(
    `${allocated} of the account's ${accountLimit} slots are allocated, and at least 1 must stay unallocated (${SOURCE}). ` +
      `Allocate ${accountLimit - 1} at most, all integration records together.`,
  );
}

const impossible = (message: string): EmulatorError => new EmulatorError("IMPOSSIBLE_ALLOCATION", message);
