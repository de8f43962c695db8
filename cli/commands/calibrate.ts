/** `drydock calibrate`: where a real sandbox answers otherwise than the emulator, as an overlay that the emulator can load. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import {
  anOrder,
  type Calibration,
  type CalibrationFinding,
  calibrate,
  markOf,
  readOrdersFile,
  rehearseCalibration,
} from "../../scenarios/index.ts";
import { calibrationDocument, NOT_FOUND_OUT, overlayText } from "../calibrate/calibration-document.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project, testedAccountId } from "../config/project.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { cleanUpRun } from "../real/clean-up-run.ts";
import { openRealAccount, realAccountOf, requireLogin } from "../real/real-account.ts";
import { newRun, realRun, sayCleaned } from "../real/real-run.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Terminal } from "../terminal.ts";
import { uatSetting } from "../uat/uat-setting.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";

interface CalibrateOptions {
  readonly config: string;
  readonly out: string;
  readonly account?: string;
  readonly baseUrl?: string;
  readonly dryRun?: boolean;
  readonly cleanUp?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock calibrate --dry-run                         what would be asked and made; nothing leaves this machine
  drydock calibrate --account 1234567_SB1
  drydock calibrate --clean-up mi4k2f9x               after a run that was killed
  drydock emulator --data netsuite.yaml drydock-out/netsuite-overlay.yaml

Asks a sandbox and the emulator the same: lengths, mandatory fields and their labels, defaults, custom fields, texts of refusals,
the concurrency limit, how long calls take. What differs is written as an account overlay, netsuite-overlay.yaml, which
\`drydock emulator --data\` and \`netsuite.data\` of drydock.yaml take beside the master data; calibration.json says it for machines.

Only sandboxes (1234567_SB1) and test-drive accounts (TSTDRV…) are asked, one call after another. The credentials come from
DRYDOCK_NETSUITE_… variables as for \`drydock serve\`. A few records are made, each with an external id that begins with DD-RUN-,
and deleted at the end, also after Ctrl-C.
Exit codes: 0 with the overlay the emulator answers the same, 1 something differs that no overlay can say, 2 it could not be asked.`;

export function calibrateCommand({ terminal: terminalFor, surroundings, ends }: CommandContext): Command {
  return new Command("calibrate")
    .description("compare a real sandbox with the emulator, and write the differences as an overlay")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "where the overlay and the journal of the run go", "drydock-out")
    .option("--account <id>", "the sandbox; uat.accounts.sandbox.account or netsuite.account if left out")
    .option("--base-url <url>", "an emulator on this machine in its place, such as http://127.0.0.1:9000")
    .option("--dry-run", "say what would be asked and made, and ask nothing")
    .option("--clean-up <run>", "delete what a killed run has left, instead of asking")
    .option("--json", "print the result on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: CalibrateOptions) => {
      const terminal = terminalFor(options);
      const project = await loadProject(options.config);
      const { out: folder, cleanUp: run } = options;
      if (run !== undefined)
        ends(await cleanUpRun({ project, folder, run, terminal, env: surroundings.env }));
      else if (options.dryRun === true) await rehearse(project, options, { terminal, surroundings });
      else ends(await ask(project, options, { terminal, surroundings }));
    });
}

interface Around {
  readonly terminal: Terminal;
  readonly surroundings: Surroundings;
}

const DAY = 10;

/** An order says what of the account is asked about: an invented one before a customer's own. */
async function given(project: Project, { scratchFolder }: Surroundings, now: Date) {
  const setting = uatSetting(project, { folder: scratchFolder("memory") });
  const invented = anOrder(1).withLines([{ sku: setting.knownSku, quantity: 1, price: "12.00" }]);
  const own = await readOrdersFile(project.ordersFile);
  const orders = [{ key: invented.key, raw: invented.toJson() }, ...own];
  return { setting, orders, today: now.toISOString().slice(0, DAY) };
}

async function rehearse(
  project: Project,
  { account }: CalibrateOptions,
  { terminal, surroundings }: Around,
): Promise<void> {
  const now = new Date();
  const accountId = account ?? testedAccountId(project);
  const mark = markOf(newRun(now));
  const { requests, makes } = await rehearseCalibration({
    accountId,
    mark,
    ...(await given(project, surroundings, now)),
  });
  terminal.say(`${requests.length} requests to ${accountId}, one after another; none was sent.`);
  for (const { method, path } of requests) terminal.say(`  ${method} ${path}`);
  terminal.say(`Records that would be made, and deleted at the end:`);
  for (const { recordType, externalId } of makes) terminal.say(`  ${recordType} ${externalId}`);
  for (const text of NOT_FOUND_OUT) terminal.say(`Not found out: ${text}`);
  terminal.document({ accountId, requests, makes, notFoundOut: NOT_FOUND_OUT });
}

async function ask(
  project: Project,
  options: CalibrateOptions,
  { terminal, surroundings }: Around,
): Promise<ExitCode> {
  const now = new Date();
  const account = realAccountOf(project, options, surroundings.env);
  const client = openRealAccount(account);
  try {
    await requireLogin(client, account);
    await mkdir(options.out, { recursive: true });
    const asked = await given(project, surroundings, now);
    const { accountId } = account;
    const { result, cleaned } = await realRun(
      { account, client, folder: options.out, now, stop: surroundings.stop },
      ({ mark, announce, client: asking, run }) => {
        terminal.say(`Run ${run}: asking ${accountId}; what it makes begins with ${mark}`);
        return calibrate({ accountId, client: asking, mark, announce, ...asked });
      },
    );
    sayCleaned(terminal, cleaned);
    if (result === null)
      throw new UsageError("It was told to stop before everything was asked; nothing was written.");
    const document = calibrationDocument({ accountId, now, result, cleaned });
    const overlay = join(options.out, "netsuite-overlay.yaml");
    await writeWhole(overlay, overlayText({ accountId, now, overlay: result.overlay }));
    await writeWhole(join(options.out, "calibration.json"), `${JSON.stringify(document, null, 2)}\n`);
    sayResult(terminal, result, overlay);
    terminal.document(document);
    return isTakenOver(result) ? EXIT_CODES.holds : EXIT_CODES.doesNotHold;
  } finally {
    await client.close();
  }
}

const isTakenOver = ({ remaining, unanswered }: Calibration): boolean =>
  remaining.length + unanswered.length === 0;

function sayResult(terminal: Terminal, result: Calibration, overlay: string): void {
  const { findings, remaining, unanswered } = result;
  const inWords = ({ kind, what, real, emulator, why }: CalibrationFinding): string =>
    `  ${kind} ${what}: ${real} (emulator: ${emulator})${why === undefined ? "" : ` – left out. ${why}`}`;
  terminal.say(`${findings.length} answers differ from the emulator's:`);
  for (const finding of findings) terminal.say(inWords(finding));
  for (const text of unanswered) terminal.say(`Not answered: ${text}`);
  for (const text of NOT_FOUND_OUT) terminal.say(`Not found out: ${text}`);
  if (remaining.length > 0) terminal.say("With the overlay these differ still:");
  for (const finding of remaining) terminal.say(inWords(finding));
  if (isTakenOver(result)) terminal.sayVerdict("pass", "With the overlay the emulator answers the same");
  else terminal.sayVerdict("fail", "Not everything could be taken over");
  terminal.say(`Overlay: ${overlay}`);
  if (result.latency.length > 0)
    terminal.say(
      `Plan and peak go by the measured latency with plan.latency: ${overlay} in the configuration.`,
    );
}
