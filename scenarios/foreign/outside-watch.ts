/**
 * Looks at a foreign integration from outside: what NetSuite holds and was asked, and the dead letters if it shows any. It stands
 * where a scenario has the watch over Drydock's own core, and gives unknowable values for whatever only that one could say.
 */
import type { Account } from "../../emulator/index.ts";
import type { DeadLetterDesk } from "../../integration/index.ts";
import type { CoreWatch, Keyed } from "../world/core-watch.ts";
import type { DeadLetterList } from "./dead-letter-list.ts";
import type { ForeignMachine } from "./foreign-machine.ts";
import { NotOfferedError } from "./not-offered.ts";
import { outsideView } from "./outside-entry.ts";
import { createQuiet } from "./quiet.ts";
import type { Unknowables } from "./unknowable.ts";

export interface Watched {
  readonly account: Account;
  readonly machine: ForeignMachine;
  readonly letters: DeadLetterList | null;
  readonly unknowables: Unknowables;
  readonly settleMs: number;
  /** When the shop last did something, in milliseconds since 1970. */
  readonly lastSentAt: () => number;
}

export function watchFromOutside(watched: Watched): CoreWatch {
  const { machine, unknowables } = watched;
  const quiet = createQuiet(watched);
  const view = outsideView(watched);
  const inside = () => unknowables.value("inside");

  async function settled(order: Keyed) {
    await quiet.until(() => view.isSettled(order));
    return view.entryOf(order);
  }

  return {
    until: settled,
    settled,
    untilDrained: () => quiet.until(() => true),
    async untilTrue(condition) {
      // Where nobody can know whether it holds, there is nothing to wait for; nor is it part of the next expectation.
      const judged = async (): Promise<boolean | "unknowable"> => {
        const holds = await condition();
        return unknowables.lackIn(holds) === undefined ? holds : "unknowable";
      };
      if ((await judged()) === "unknowable") return false;
      return quiet.until(async () => (await judged()) === true);
    },
    entriesOf: async () => inside(),
    entries: async () => inside(),
    attemptsOf: async () => inside(),
    auditOf: async () => inside(),
    counts: async () => inside(),
    slots: inside,
    deadLetterOf: view.deadLetterOf,
    desk: deskOf(watched),
    restart: machine.restart,
    kill: machine.kill,
    start: machine.start,
    // Where it keeps what it has taken is its own affair: said as soon as a scenario wants to lay hands on it.
    get disk() {
      return refuse("disk that can be filled");
    },
    get cutOff() {
      return refuse("ledger that its worker can be cut off from");
    },
    get startAnother() {
      return refuse("second worker on one ledger");
    },
    get rejoin() {
      return refuse("ledger that its worker was cut off from");
    },
    reconcile: async () => {
      throw new NotOfferedError("comparison of the shop with NetSuite");
    },
  };
}

function refuse(what: string): never {
  throw new NotOfferedError(what);
}

const READS = new Set(["list", "pages", "pending", "show", "groups", "stats"]);

/** Reading it is looking inside; of its decisions a foreign integration may offer one, to try again. */
function deskOf({ letters, unknowables }: Watched): DeadLetterDesk {
  const offered: Readonly<Record<string, unknown>> = {
    async rerun({ which }: { readonly which: { readonly id?: unknown } }) {
      const { id } = which;
      if (letters === null || typeof id !== "string")
        throw new NotOfferedError("dead letters that could be tried again");
      const letter = (await letters.list()).find(({ key }) => key.includes(id));
      if (letter === undefined) throw new NotOfferedError("dead letter of this order");
      await letters.rerun(letter.key);
    },
  };
  return new Proxy(offered, {
    get(target, name) {
      if (name in target) return target[name as string];
      if (READS.has(String(name))) return async () => unknowables.value("inside");
      return async () => {
        throw new NotOfferedError(`way to ${String(name)} a dead letter`);
      };
    },
  }) as never;
}
