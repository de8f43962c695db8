/** The way in which many records go at once, as the configuration says: REST batches, or calls of a RESTlet. */
import type { Transport } from "../../http/transport.ts";
import { type AccountName, asyncUrlBeside, type RestletId, restletUrlBeside } from "../account.ts";
import { type Asking, createAsk } from "../ask.ts";
import type { BatchWriter } from "./batch.ts";
import type { JobPatience } from "./job.ts";
import { createRestBatch } from "./rest-batch.ts";
import { createRestletBatch, RESTLET_TIMEOUT_MS } from "./restlet-batch.ts";

export type BatchingOptions = { readonly size?: number } & (
  | { readonly by: "rest"; readonly patience: JobPatience }
  | { readonly by: "restlet"; readonly restlet: RestletId }
);

interface BatchParts {
  readonly account: AccountName;
  /** Of the record service. */
  readonly url: string;
  /** How the account is asked for anything else. */
  readonly asking: Asking;
  connectTo(origin: string, timeoutMs: number): Transport;
  /** Nobody waits any more. */
  readonly closed: AbortSignal;
}

export interface OpenBatch {
  readonly writer: BatchWriter;
  close(): Promise<void>;
}

export function openBatch(batching: BatchingOptions, parts: BatchParts): OpenBatch {
  const { url, asking, closed } = parts;
  if (batching.by === "restlet") return openRestletBatch(batching, parts);
  const desk = { ask: createAsk(asking), clock: asking.clock, closed };
  const writer = createRestBatch({ ...desk, ...batching, recordUrl: url, asyncUrl: asyncUrlBeside(url) });
  return { writer, close: async () => undefined };
}

/** RESTlets have a host of their own, and may take longer than any call of the record service. */
function openRestletBatch(
  { restlet, ...options }: BatchingOptions & { readonly by: "restlet" },
  { account, url: serviceUrl, asking, connectTo, closed }: BatchParts,
): OpenBatch {
  const url = restletUrlBeside(account, serviceUrl, restlet);
  const transport = connectTo(new URL(url).origin, RESTLET_TIMEOUT_MS);
  const ask = createAsk({ ...asking, transport });
  return { writer: createRestletBatch({ ...options, ask, url, closed }), close: transport.close };
}
