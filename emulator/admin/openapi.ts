/** The OpenAPI 3.1 description of the administration, made of the schemas that it checks by. */
import { z } from "zod";
import { type AdminOperation, statusOf } from "./operation.ts";
import { ADMIN_OPERATIONS } from "./operations.ts";
import { PROBLEM_TYPE, problemSchema } from "./problem.ts";

export const API_PATH = "/__drydock/v1";

export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [tag, operations] of Object.entries(ADMIN_OPERATIONS)) {
    for (const each of operations) {
      paths[each.path] = { ...paths[each.path], [each.method]: described(tag, each) };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Drydock emulator administration",
      version: "1",
      description: "Accounts, credentials, records, faults, clocks and observations of a running emulator.",
    },
    servers: [{ url: API_PATH }],
    tags: Object.keys(ADMIN_OPERATIONS).map((name) => ({ name })),
    security: [{}, { token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: jsonSchema(problemSchema, "output") },
    },
  };
}

function described(tag: string, operation: AdminOperation) {
  const { summary, body, method, path } = operation;
  return {
    tags: [tag],
    operationId: `${method}${path.replace(/[^a-z]+(\w)/gi, (_all, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    summary,
    parameters: [...pathParameters(path), ...queryParameters(operation)],
    ...(body === undefined
      ? {}
      : {
          requestBody: { required: true, content: contentOf("application/json", jsonSchema(body, "input")) },
        }),
    responses: { [statusOf(operation)]: replyOf(operation), default: PROBLEM },
  };
}

const PROBLEM = {
  description: "It was refused; the detail says why and what to do",
  content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
};

const contentOf = (type: string, schema: unknown) => ({ [type]: { schema } });

function replyOf({ reply, contentType = "application/json" }: AdminOperation) {
  if (reply === undefined) return { description: "Done" };
  return { description: "Done", content: contentOf(contentType, jsonSchema(reply, "output")) };
}

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

function queryParameters({ query }: AdminOperation) {
  if (!(query instanceof z.ZodObject)) return [];
  const { properties = {} } = jsonSchema(query, "input") as { properties?: Record<string, unknown> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: false, schema }));
}

function jsonSchema(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
