/** An order as far as anybody outside can say where it stands: in NetSuite, among the dead letters, or in neither. */
import type { Account } from "../../emulator/index.ts";
import type { DeadLetterFile, LedgerEntry } from "../../integration/index.ts";
import type { Keyed } from "../world/core-watch.ts";
import { type OrderIdentity, salesOrdersOf } from "../world/netsuite-view.ts";
import type { DeadLetterList, ForeignLetter } from "./dead-letter-list.ts";
import type { Unknowables } from "./unknowable.ts";

export interface OutsideView {
  /** Whether nothing more has to come of it. */
  isSettled(order: Keyed): Promise<boolean>;
  entryOf(order: Keyed): Promise<LedgerEntry>;
  deadLetterOf(order: Keyed): Promise<DeadLetterFile | undefined>;
}

interface Seen {
  readonly account: Account;
  readonly letters: DeadLetterList | null;
  readonly unknowables: Unknowables;
}

export function outsideView({ account, letters, unknowables }: Seen): OutsideView {
  const salesOrderOf = (order: Keyed) => salesOrdersOf(account, identityOf(order))[0];
  const noLetters = () => unknowables.value("offers no dead letters to be read");

  async function letterOf({ key }: Keyed): Promise<ForeignLetter | undefined> {
    // One that was struck dead answers nobody.
    const list = await letters?.list().catch(() => []);
    return list?.find((letter) => letter.key.includes(digitsOf(key)));
  }

  /** What is known, and unknowable whatever else is asked for. */
  function seen(known: Readonly<Record<string, unknown>>): never {
    return new Proxy(known, {
      get: (target, name) =>
        name === "then" || name in target ? target[name as string] : unknowables.value("inside"),
    }) as never;
  }

  return {
    isSettled: async (order) => salesOrderOf(order) !== undefined || (await letterOf(order)) !== undefined,
    async entryOf(order) {
      const known = { id: digitsOf(order.key), key: order.key, failure: null };
      const letter = await letterOf(order);
      if (letter !== undefined) return seen({ ...known, state: "dead", failure: { message: letter.reason } });
      const salesOrder = salesOrderOf(order);
      if (salesOrder !== undefined) return seen({ ...known, state: "delivered", internalId: salesOrder.id });
      const state = letters === null ? noLetters() : "in neither NetSuite nor the dead letters";
      return seen({ ...known, state });
    },
    async deadLetterOf(order) {
      if (letters === null) return noLetters();
      const letter = await letterOf(order);
      return letter === undefined ? undefined : seen(letter);
    },
  };
}

export const digitsOf = (key: string): string => /\d+$/.exec(key)?.[0] ?? key;

/** An order that a scenario built has a name too; another record has its key alone. */
function identityOf(order: Keyed): OrderIdentity {
  const externalIdDigits = digitsOf(order.key);
  return "name" in order && typeof order.name === "string"
    ? { externalIdDigits, name: order.name }
    : { externalIdDigits };
}
