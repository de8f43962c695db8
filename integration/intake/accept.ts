/** Takes a source record into the ledger and tells whoever is to know; the same way for what is sent and what is fetched. */
import type { Accepted, Incoming } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { IntegrationObserver } from "../observer.ts";
import { inSpan } from "../tracing.ts";

export interface Acceptance {
  readonly ledger: Pick<Ledger, "accept">;
  /** A new entry is on disk (not called for duplicates). Must not throw. */
  readonly onAccepted?: NonNullable<IntegrationObserver["onAccepted"]>;
  /** The same record again. Must not throw. */
  readonly onDuplicate?: () => void;
}

/** Durable when it resolves. @throws IntegrationError `LEDGER_…` when nothing could be stored */
export async function accept(
  incoming: Incoming,
  { ledger, onAccepted, onDuplicate }: Acceptance,
): Promise<Accepted> {
  const { flow, failure } = incoming;
  const accepted = await inSpan("drydock.intake", { "drydock.flow": flow }, async (span) => {
    const { id, duplicate } = await ledger.accept(incoming);
    span.setAttributes({ "drydock.entry": id, "drydock.duplicate": duplicate });
    return { id, duplicate };
  });
  if (accepted.duplicate) onDuplicate?.();
  else onAccepted?.({ id: accepted.id, ...(failure === undefined ? {} : { failure }) });
  return accepted;
}
