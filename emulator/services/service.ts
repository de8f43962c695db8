/** What the engine asks of a service: say what a request is, then do it. */

import type { Refusal } from "../errors/refusal.ts";
import type { EngineRequest, EngineResponse } from "../exchange/exchange.ts";
import type { LatencyOperation } from "../latency/latency-model.ts";

export const OPERATION_NAMES = [
  "list",
  "get",
  "get-part",
  "create",
  "upsert",
  "update",
  "delete",
  /** One record becomes another: an order its invoice. */
  "transform",
  /** A contact or a file is tied to a record, or untied. */
  "attach",
  /** A button of NetSuite's pages, pressed. */
  "action",
  /** A form before it is saved, or the choices of its select fields. */
  "form",
  "connect",
  "query",
  "submit",
  "job",
  "restlet",
  "metadata",
  "system",
  "token",
  "unknown",
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

export interface Subject {
  readonly recordType?: string;
  readonly internalId?: string;
  readonly externalId?: string;
  /** Ids of a RESTlet and its deployment, as they were deployed. */
  readonly script?: string;
  readonly deploy?: string;
}

export type ServiceAnswer = Subject &
  (
    | {
        readonly kind: "content";
        /** "json" is plain JSON, which is nobody's resource. */
        readonly shape: "singular" | "collection" | "json";
        readonly content: unknown;
        /** That a query read to answer; each takes its time. */
        readonly rows?: number;
        readonly headers?: Readonly<Record<string, string>>;
      }
    /** A body that is ready to be sent, as a script wrote it. */
    | { readonly kind: "written"; readonly contentType: string; readonly body: string }
    | { readonly kind: "done"; readonly headers: Readonly<Record<string, string>> }
    /** Will be done later: 202. */
    | { readonly kind: "accepted"; readonly headers: Readonly<Record<string, string>> }
    /** An answer that was made earlier, as it was. */
    | { readonly kind: "replayed"; readonly response: EngineResponse }
    | {
        readonly kind: "refused";
        readonly refusal: Refusal;
        readonly headers?: Readonly<Record<string, string>>;
      }
  );

/** A request that was understood (or refused) but has not touched any record yet. */
export interface PlanFacts extends Subject {
  readonly operation: OperationName;
  readonly latency: LatencyOperation;
}

export interface Plan extends PlanFacts {
  /** Nothing in here waits. */
  run(): ServiceAnswer;
}

/** Work that takes its own time, as a script does: it waits in between, and what it has saved stays saved. */
export interface LongPlan extends PlanFacts {
  /** Never rejects; once the door has given the request up, nobody reads the answer. */
  work(): Promise<LongAnswer>;
}

export interface LongAnswer {
  readonly answer: ServiceAnswer;
  /** Simulated latency of what was done meanwhile. */
  readonly waitedMs: number;
}

export type AnyPlan = Plan | LongPlan;

/** Who sent a request, as far as the login knows. */
export interface Caller {
  /** The integration record's name; undefined at a service that needs no login. */
  readonly integration: string | undefined;
}

export interface Service<Planned extends AnyPlan = Plan> {
  readonly path: string;
  plan(request: EngineRequest, url: URL, caller: Caller): Planned;
}
