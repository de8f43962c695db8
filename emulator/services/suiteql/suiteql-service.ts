/** SuiteTalk REST's query service: POST a query, get a page of rows. */
import type { Refusal } from "../../errors/refusal.ts";
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { Role } from "../../permissions/role.ts";
import type { Quirks } from "../../quirks.ts";
import type { RecordStore } from "../../records/record-store.ts";
import { parsePage } from "../record/paging.ts";
import type { Service, ServiceAnswer } from "../service.ts";
import { executeQuery, type QueryResult } from "./execute-query.ts";
import { parseQueryBody } from "./query-body.ts";
import { QueryProblem } from "./query-problem.ts";
import { resultPage } from "./result-page.ts";
import type { Tables } from "./table.ts";
import { accountTables } from "./tables.ts";
import { visibleTables } from "./visible-tables.ts";

const SUITEQL_PATH = "/services/rest/query/v1/suiteql";

export interface SuiteqlServiceOptions {
  readonly store: RecordStore;
  readonly quirks: Quirks;
  readonly role: Role;
  /** Milliseconds since 1970, for SYSDATE. */
  now(): number;
}

export function createSuiteqlService({ store, now, quirks, role }: SuiteqlServiceOptions): Service {
  // Made with the first query: the tables need every record type's fields, a cold start none.
  let tables: Tables | undefined;
  return {
    path: SUITEQL_PATH,
    plan: (request, url) => ({
      operation: "query",
      latency: { kind: "query" },
      run: () => {
        const forbidden = role.searchRefusal();
        if (forbidden !== undefined) return refused(forbidden);
        tables ??= visibleTables(accountTables(store, quirks), store.catalogue, role);
        return answer({ request, url, tables, quirks, now: now() });
      },
    }),
  };
}

interface QueryCall {
  readonly request: EngineRequest;
  readonly url: URL;
  readonly tables: Tables;
  readonly quirks: Quirks;
  readonly now: number;
}

function answer({ request, url, tables, quirks, now }: QueryCall): ServiceAnswer {
  if (url.pathname !== SUITEQL_PATH) return refused({ key: "path-not-found", url: url.pathname });
  if (request.method !== "POST")
    return refused({ key: "method-not-allowed", values: { method: request.method } });
  if (!isTransient(request.headers["prefer"])) return refused({ key: "prefer-missing", header: "Prefer" });
  const page = parsePage(url.searchParams, quirks.suiteqlPage);
  if (!page.ok) return refused(page.refusal);
  const body = parseQueryBody(request.body);
  if (!body.ok) return refused(body.refusal);
  const result = execute(body.value.q, {
    tables,
    parameters: body.value.params,
    now,
    takesWith: quirks.suiteqlWith === "accepted",
  });
  if ("refusal" in result) return refused(result.refusal);
  const content = resultPage(result, page.value, { url, quirks });
  return {
    kind: "content",
    shape: "collection",
    content,
    rows: content.count,
    headers: { "preference-applied": "transient" },
  };
}

const refused = (refusal: Refusal): ServiceAnswer => ({ kind: "refused", refusal });

const isTransient = (prefer = ""): boolean =>
  prefer.split(",").some((preference) => preference.trim().toLowerCase() === "transient");

function execute(...call: Parameters<typeof executeQuery>): QueryResult | { readonly refusal: Refusal } {
  try {
    return executeQuery(...call);
  } catch (error) {
    if (error instanceof QueryProblem) return { refusal: error.refusal };
    throw error;
  }
}
