/** What a calibration writes: the overlay for the emulator, and everything that was found for machines. */
import { stringify } from "yaml";
import type { AccountData } from "../../emulator/index.ts";
import type { Calibration, CleanUp } from "../../scenarios/index.ts";

/** What no request can tell, or none that is safe. */
export const NOT_FOUND_OUT = [
  "limits beyond 5,000 characters, and how characters outside Unicode's first plane are counted",
  "what a custom selection chooses from, and the values of custom lists",
  "fields that the mapping does not send: of lines and addresses only those that it sends are asked about",
  "rules that depend on a value (a script that refuses some orders), roles, workflows, uniqueness, credit limits",
  "how answers slow down under load, and what a request over the concurrency limit is told: it would disturb others",
] as const;

interface Written {
  readonly accountId: string;
  readonly now: Date;
}

export function overlayText({
  accountId,
  now,
  overlay,
}: Written & { readonly overlay: AccountData }): string {
  const head = `# What ${accountId} answers otherwise than Drydock's emulator by itself: drydock calibrate, ${now.toISOString()}.\n# Load it beside the master data: drydock emulator --data netsuite.yaml netsuite-overlay.yaml, or as a second file of netsuite.data.\n`;
  return `${head}${stringify(overlay)}`;
}

export const calibrationDocument = ({
  accountId,
  now,
  result,
  cleaned,
}: Written & { readonly result: Calibration; readonly cleaned: CleanUp }) => ({
  schemaVersion: 1,
  account: accountId,
  generatedAt: now.toISOString(),
  findings: result.findings,
  remaining: result.remaining,
  unanswered: result.unanswered,
  notFoundOut: NOT_FOUND_OUT,
  latency: result.latency,
  overlay: result.overlay,
  made: { deleted: cleaned.deleted, left: cleaned.left },
});
