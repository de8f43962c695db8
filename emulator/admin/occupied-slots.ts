/** The slots that an administrator has occupied, so that they can be listed and given back. */
import type { Account } from "../account.ts";
import { EmulatorError } from "../emulator-error.ts";
import type { Occupation } from "../governance/occupation.ts";

export interface OccupiedSlotsView {
  readonly id: number;
  readonly count: number;
  readonly held: number;
  /** In the account's time. */
  readonly until: number;
}

export interface OccupiedSlots {
  add(account: Account, wanted: { readonly count: number; readonly ms: number }): OccupiedSlotsView;
  /** Those whose time is not over. */
  of(account: Account): readonly OccupiedSlotsView[];
  /** Throws EmulatorError UNKNOWN_OCCUPATION. */
  end(account: Account, id: number): void;
}

interface Kept extends OccupiedSlotsView {
  readonly account: Account;
  readonly occupation: Occupation;
}

export function createOccupiedSlots(): OccupiedSlots {
  let kept: readonly Kept[] = [];
  let added = 0;
  const living = (account: Account): readonly Kept[] =>
    kept.filter((each) => each.account === account && each.until > account.time.figures().now);
  return {
    add(account, { count, ms }) {
      added += 1;
      const occupation = account.occupySlots(count, ms);
      const until = account.time.figures().now + ms;
      const one = { id: added, count, held: occupation.held, until, account, occupation };
      kept = [...kept.filter((each) => each.until > each.account.time.figures().now), one];
      return viewOf(one);
    },
    of: (account) => living(account).map(viewOf),
    end(account, id) {
      const one = living(account).find((each) => each.id === id);
      if (one === undefined) {
        throw new EmulatorError(
          "UNKNOWN_OCCUPATION",
          `No slots are occupied under the number ${id}. List them first.`,
        );
      }
      one.occupation.end();
      kept = kept.filter((each) => each !== one);
    },
  };
}

const viewOf = ({ id, count, held, until }: Kept): OccupiedSlotsView => ({ id, count, held, until });
