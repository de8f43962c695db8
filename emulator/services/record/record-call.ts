/** A request to the record service with everything its operation needs. */
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { Quirks } from "../../quirks.ts";
import type { AccountRules } from "../../records/account-rules.ts";
import type { RecordStore } from "../../records/record-store.ts";
import type { RecordWriter } from "../../records/record-writer.ts";
import type { OperationName } from "../service.ts";
import type { RecordRoute } from "./route.ts";

export interface RecordServiceOptions {
  readonly store: RecordStore;
  readonly writer: RecordWriter;
  readonly rules: AccountRules;
  readonly quirks: Quirks;
  /** The account's, for an order of rows of its own. */
  readonly seed: number;
}

export interface RecordCall extends RecordServiceOptions {
  readonly request: EngineRequest;
  readonly url: URL;
  readonly route: RecordRoute;
  readonly operation: OperationName;
}
