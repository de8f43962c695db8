/** The line between a worker and its ledger. It can be cut: what is said into it then arrives once it is mended, however late. */
import type { Ledger } from "../../integration/index.ts";

export interface LedgerLine {
  /** The ledger as whoever stands at the other end has it. */
  to(ledger: Ledger): Ledger;
  cut(): void;
  mend(): void;
}

export function createLedgerLine(): LedgerLine {
  let mended: Promise<void> | null = null;
  let mend = (): void => undefined;
  return {
    to: (ledger) =>
      new Proxy(ledger, {
        get(target, name: keyof Ledger) {
          const ask = target[name] as (...said: readonly unknown[]) => Promise<unknown>;
          return (...said: readonly unknown[]) =>
            mended === null ? ask(...said) : mended.then(() => ask(...said));
        },
      }),
    cut() {
      mended ??= new Promise((resolve) => {
        mend = resolve;
      });
    },
    mend() {
      mended = null;
      mend();
    },
  };
}
