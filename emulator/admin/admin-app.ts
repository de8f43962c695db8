/** The administration as an express app: who may, which operation, what it takes, what it answers. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from "express";
import type { z } from "zod";
import { consolePage } from "../console/console-page.ts";
import { requireOwnHost, requireToken } from "./guard.ts";
import { createOccupiedSlots } from "./occupied-slots.ts";
import { API_PATH, openApiDocument } from "./openapi.ts";
import { type AdminOperation, type AdminWorld, statusOf } from "./operation.ts";
import { ADMIN_OPERATIONS } from "./operations.ts";
import { AdminError, invalid, PROBLEM_TYPE, problemOf } from "./problem.ts";

export interface AdminOptions extends Omit<AdminWorld, "occupied"> {
  /** Asked for with every call; without it, loopback names alone are answered. */
  readonly token?: string | undefined;
}

export const ADMIN_PATH = "/__drydock";

const MOST_BODY = "128mb";

export function createAdminApp({ token, ...options }: AdminOptions): Express {
  const world: AdminWorld = { ...options, occupied: createOccupiedSlots() };
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(guardedBy((request) => requireOwnHost(request, token)));
  app.get([ADMIN_PATH, `${ADMIN_PATH}/`], sendConsole);
  app.use(
    API_PATH,
    guardedBy((request) => requireToken(request, token)),
  );
  app.get(`${API_PATH}/openapi.json`, (_request, response) => void response.json(openApiDocument()));
  app.use(API_PATH, express.json({ limit: MOST_BODY, strict: false }));
  for (const operations of Object.values(ADMIN_OPERATIONS)) app.use(API_PATH, routerOf(operations, world));
  app.use(refuseUnknown);
  app.use(sendProblem);
  return app;
}

const guardedBy =
  (check: (request: express.Request) => void): RequestHandler =>
  (request, response, next) => {
    response.set({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    check(request);
    next();
  };

function routerOf(operations: readonly AdminOperation[], world: AdminWorld): Router {
  const router = Router({ caseSensitive: true });
  for (const operation of operations) {
    router[operation.method](expressPath(operation.path), answering(operation, world));
  }
  return router;
}

/** OpenAPI writes {name}, express :name. */
const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ":$1");

function answering(operation: AdminOperation, world: AdminWorld): RequestHandler {
  const { contentType, reply } = operation;
  return (request, response) => {
    const param = (name: string): string => String(request.params[name] ?? "");
    const answer = operation.run({
      ...world,
      param,
      get account() {
        return world.emulator.account(param("accountId"));
      },
      query: checked("query", operation.query, request.query),
      body: checked("body", operation.body, request.body),
    });
    response.status(statusOf(operation));
    if (reply === undefined) return void response.end();
    if (contentType === undefined) return void response.json(answer);
    response.type(contentType).send(answer);
  };
}

function checked(where: "query" | "body", schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  if (where === "body" && value === undefined) {
    throw new AdminError(
      415,
      "JSON_WANTED",
      "This call takes a body: send JSON, with Content-Type: application/json.",
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(where, parsed.error);
}

const sendConsole: RequestHandler = (_request, response) => {
  const { html, policy } = consolePage();
  response.set({ "content-security-policy": policy, "referrer-policy": "no-referrer" });
  response.type("html").send(html);
};

const refuseUnknown: RequestHandler = ({ method, path }) => {
  throw new AdminError(
    404,
    "UNKNOWN_ROUTE",
    `There is no ${method} ${path}. ${API_PATH}/openapi.json lists what there is.`,
  );
};

const sendProblem: ErrorRequestHandler = (error, _request, response, _next) => {
  const problem = problemOf(error);
  if (problem.status === 401) response.set("www-authenticate", "Bearer");
  response.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
};
