/** Asks a real account and the emulator the same, and says where they differ, as an overlay that the emulator can load. */
import { type AccountData, createEmulator, EmulatorError, mergedAccountData } from "../../emulator/index.ts";
import type { AccountClient } from "../../integration/index.ts";
import type { SampleOrder } from "../accounts/delivery-differences.ts";
import { openTestedAccount } from "../accounts/tested-account.ts";
import { markedMapping } from "../real/marked-mapping.ts";
import type { MadeRecord } from "../real/run-journal.ts";
import { accountOptionsOf } from "../world/netsuite.ts";
import type { Setting } from "../world/setting.ts";
import { type Facts, factsOf, textsAlone } from "./facts.ts";
import { type Finding, type FoundWithOverlay, findingsOf } from "./findings.ts";
import { latencyOf, type Measured } from "./latency.ts";
import { type Questions, questionsFor } from "./questions.ts";
import { textFindings } from "./quirks.ts";
import { type Side, sideOf } from "./side.ts";

export interface CalibrateRequest {
  readonly accountId: string;
  readonly client: Pick<AccountClient, "call" | "findByField">;
  /** The shop as the emulator would run it. */
  readonly setting: Setting;
  readonly orders: readonly SampleOrder[];
  /** What everything that is made begins with. */
  readonly mark: string;
  /** Told of each record before it is made. */
  readonly announce: (record: MadeRecord) => void;
  /** YYYY-MM-DD */
  readonly today: string;
}

export interface Calibration {
  /** Before the overlay. */
  readonly findings: readonly Finding[];
  readonly overlay: AccountData;
  /** What differs still when the emulator has loaded the overlay. */
  readonly remaining: readonly Finding[];
  readonly unanswered: readonly string[];
  readonly latency: readonly Measured[];
}

/** @throws NothingToAsk, IntegrationError `MAPPING_INVALID` */
export async function calibrate(request: CalibrateRequest): Promise<Calibration> {
  const { client, mark, announce, setting } = request;
  const real = sideOf(client, {
    mark,
    announce: (recordType, externalId) => announce({ recordType, externalId }),
  });
  const questions = await questionsFor(real, ordersMapping(request), {
    orders: request.orders,
    catalogue: setting.account?.catalogue,
  });
  const theirs = await factsOf(real, questions);
  const { measured, finding } = await latencyOf(real, theirs.made, request.today);
  const ours = await emulatedFacts(request, questions, {});
  const found = await compared(request, questions, { theirs, ours });
  const latency = finding === null ? [] : [finding];
  const overlay = overlayOf([...found, ...latency]);
  const { latency: _, ...answering } = overlay;
  const after = await emulatedFacts(request, questions, answering);
  const rest = await compared(request, questions, { theirs, ours: after, isSecond: true });
  return {
    findings: [...found, ...latency].map(withoutOverlay),
    overlay,
    remaining: rest.map(withoutOverlay),
    unanswered: [...theirs.refusals].map(
      ([recordType, why]) => `${recordType}: no record could be made. ${why}`,
    ),
    latency: measured,
  };
}

export interface Rehearsal {
  /** Each request, as method and path without what is each account's own. */
  readonly requests: readonly { readonly method: string; readonly path: string }[];
  /** Records that would be made. */
  readonly makes: readonly MadeRecord[];
}

/** What would be asked, found out by asking an emulator: nothing leaves this machine. @throws as calibrate */
export async function rehearseCalibration(
  request: Omit<CalibrateRequest, "client" | "announce">,
): Promise<Rehearsal> {
  const requests: { method: string; path: string }[] = [];
  const makes = new Map<string, MadeRecord>();
  await inEmulator(request, {}, async (emulator) => {
    const side: Side = {
      ...emulator,
      announce: (recordType, externalId) => {
        makes.set(`${recordType} ${externalId}`, { recordType, externalId });
      },
      ask(call) {
        requests.push({ method: call.method, path: call.path });
        return emulator.ask(call);
      },
    };
    const { orders, setting, today } = request;
    const asked = { orders, catalogue: setting.account?.catalogue };
    const questions = await questionsFor(side, ordersMapping(request), asked);
    await latencyOf(side, (await factsOf(side, questions)).made, today);
  });
  return { requests, makes: [...makes.values()] };
}

function ordersMapping({ setting, mark }: Pick<CalibrateRequest, "setting" | "mark">): Questions["mapping"] {
  const flow = setting.flows.find(({ kind }) => kind === "shopify-orders");
  if (flow === undefined) throw new TypeError("the configuration was taken without a flow of orders");
  return { file: flow.mapping.file, text: markedMapping(flow.mapping.text, mark) };
}

const withoutOverlay = ({ overlay: _, ...finding }: FoundWithOverlay): Finding => finding;

const overlayOf = (found: readonly FoundWithOverlay[]): AccountData => {
  const { masterData: _, ...overlay } = mergedAccountData(
    found.flatMap(({ overlay: part }) => (part === null ? [] : [part])),
  );
  return overlay;
};

interface Compared {
  readonly theirs: Facts;
  readonly ours: Facts;
  /** With the overlay: what is left of the texts is not tried out again. */
  readonly isSecond?: true;
}

async function compared(
  request: CalibrateRequest,
  questions: Questions,
  { theirs, ours, isSecond }: Compared,
): Promise<readonly FoundWithOverlay[]> {
  const found = fitting(request, findingsOf(theirs, ours, questions));
  const { catalogue = {} } = overlayOf(found);
  const texts = await textFindings({ real: theirs.texts, emulator: ours.texts }, async (overlay) =>
    isSecond
      ? ours.texts
      : inEmulator(request, { catalogue, ...overlay }, (side) => textsAlone(side, questions)),
  );
  return [...found, ...texts];
}

/** A rule that the shop's own master data breaks cannot be laid over it: the records of the real account are older than the rule. */
function fitting(request: CalibrateRequest, found: readonly FoundWithOverlay[]): readonly FoundWithOverlay[] {
  if (whyNotOpened(request, overlayOf(found)) === undefined) return found;
  return found.map((each) => {
    const why = each.overlay === null ? undefined : whyNotOpened(request, each.overlay);
    return why === undefined ? each : { ...each, overlay: null, why };
  });
}

function whyNotOpened(request: CalibrateRequest, overlay: AccountData): string | undefined {
  try {
    createEmulator({ accounts: [accountOptionsOf(overlaid(request, overlay), {})] });
    return undefined;
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    return `The master data of the configuration does not fit it. ${error.message}`;
  }
}

const emulatedFacts = (
  request: CalibrateRequest,
  questions: Questions,
  overlay: AccountData,
): Promise<Facts> => inEmulator(request, overlay, (side) => factsOf(side, questions));

/** Asks an emulator of its own that has loaded this overlay. */
async function inEmulator<T>(
  request: Pick<CalibrateRequest, "setting" | "accountId" | "mark">,
  overlay: AccountData,
  ask: (side: Side) => Promise<T>,
): Promise<T> {
  const { accountId, mark } = request;
  const { client } = openTestedAccount({ accountId, setting: overlaid(request, overlay) });
  try {
    return await ask(sideOf(client, { mark, announce: () => undefined }));
  } finally {
    await client.close();
  }
}

/** Of the latency nothing is asked twice: an emulator that is asked here answers at once. */
function overlaid(
  { setting, accountId }: Pick<CalibrateRequest, "setting" | "accountId">,
  overlay: AccountData,
): Setting {
  const {
    masterData = [],
    rules = {},
    latency: _,
    ...traits
  } = mergedAccountData([
    { masterData: setting.masterData, rules: setting.rules, ...(setting.account as AccountData) },
    overlay,
  ]);
  return { ...setting, masterData, rules, account: { ...traits, accountId } };
}
