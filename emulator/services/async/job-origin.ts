/** What an asynchronous request asked for, kept so that its work can be taken up again by a later process. */
import { z } from "zod";
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { Caller } from "../service.ts";

export interface JobOrigin {
  readonly request: EngineRequest;
  readonly caller: Caller;
  readonly parallel: boolean;
}

export const savedOriginSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Base64. */
  body: z.string(),
  receivedAt: z.number(),
  integration: z.string().optional(),
  parallel: z.boolean(),
});

export type SavedOrigin = z.output<typeof savedOriginSchema>;

/** The login is over: what it was made with is not kept. */
const LOGIN_HEADERS: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization"]);

export function saveOrigin({ request, caller, parallel }: JobOrigin): SavedOrigin {
  const { method, url, headers, body, receivedAt } = request;
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !LOGIN_HEADERS.has(name))),
    body: Buffer.from(body).toString("base64"),
    receivedAt,
    ...(caller.integration === undefined ? {} : { integration: caller.integration }),
    parallel,
  };
}

export function loadOrigin({ body, integration, parallel, ...request }: SavedOrigin): JobOrigin {
  return { request: { ...request, body: Buffer.from(body, "base64") }, caller: { integration }, parallel };
}
