/** A peak's surroundings for an integration that is not ours: its process and the emulated account, judged from outside. */
import type { HiddenMetric } from "../../loadtest/index.ts";
import { type ForeignTarget, startUnderLoad } from "../../scenarios/index.ts";
import { startEmulatorProcess } from "./emulator-process.ts";
import { HIDDEN, lookFromOutside } from "./outside-look.ts";
import { assembled, type PeakRig } from "./peak-rig.ts";
import { type PeakRequest, peakShop, troubleFor } from "./peak-shop.ts";

export interface ForeignRequest extends PeakRequest {
  readonly target: ForeignTarget;
  /** Of the process, for what the target's process inherits of it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** When one part does not start, those that did are stopped. @throws NotOfferedError when the target takes no webhooks */
export function createForeignRig(request: ForeignRequest): Promise<PeakRig> {
  const { project, target, environment } = request;
  const { shop, netsuite: account, load } = project.config;
  return assembled(request.folder, async (folder, undo) => {
    const netsuite = await startEmulatorProcess(project, folder, { tls: true });
    undo(netsuite.stop);
    const { limit } = await netsuite.look();
    const slots = limit - account.reservedSlots;
    const subject = await startUnderLoad({
      target,
      folder,
      netsuite: { ...netsuite, account: account.account, slots },
      shopDomain: shop.domain,
      knownSku: shop.knownSku,
      environment,
    });
    undo(subject.close);
    const sending = peakShop(request, subject);
    const outside = lookFromOutside({
      sent: sending.sent,
      netsuite,
      letters: subject.letters,
      slots,
      timeScale: load.timeScale,
      settleMs: target.settleMs,
    });
    return {
      ...sending,
      system: {
        intakeUrl: subject.intakeUrl,
        core: outside.look,
        netsuite: netsuite.look,
        entries: outside.entries,
        sending: outside.sending,
        isQuiet: outside.isQuiet,
        hidden: hiddenBy(target),
      },
      netsuite,
      accounted: async () => (await outside.entries()).flatMap(ended),
      trouble: troubleFor(request, netsuite),
    };
  });
}

/** What is in neither NetSuite nor the dead letters when all is quiet is accounted for by nobody. */
const ended = ({ key, state }: { readonly key: string; readonly state: string }) =>
  state === "delivered" || state === "dead" ? [{ key, state } as const] : [];

/** Without dead letters to be read nobody knows how many there are. */
export const hiddenBy = ({ deadLetters }: Pick<ForeignTarget, "deadLetters">): readonly HiddenMetric[] =>
  deadLetters === undefined ? [...HIDDEN, "deadLetters"] : HIDDEN;
