/** A real account as the scenarios' target, or an emulator that plays its part in a rehearsal. */
import type { AccountClient, IntegrationOptions, Network } from "../../integration/index.ts";
import type { MadeRecord } from "./run-journal.ts";

export interface RealTarget {
  readonly accountId: string;
  /** Where SuiteTalk answers, without a path. */
  readonly baseUrl: string;
  readonly credentials: IntegrationOptions["netsuite"]["credentials"];
  /** The most calls that the core has in flight. */
  readonly slots: number;
  /** Before everything that is made there. */
  readonly mark: string;
  /** Told of each record before it leaves; what it throws keeps the record back. */
  readonly announce: (record: MadeRecord) => void;
  /** For what is read beside the core. */
  readonly client: AccountClient;
  /** How long a scenario may take, in milliseconds of real time. */
  readonly limitMs: number;
  /** Nobody waits for anything any more when it is aborted. */
  readonly stop?: AbortSignal;
  /** @default TCP, with TLS where the address says https */
  readonly connect?: NonNullable<Network["connect"]>;
}
