/** The JSON Schemas that editors and other programs use: `docs/*.schema.json` are made from them. */
import { z } from "zod";
import { signOffSchema, yamlScenarioForm } from "../scenarios/index.ts";
import { configSchema } from "./config/config.ts";
import { gateDocumentSchema } from "./gate/gate-document.ts";
import { loadDocumentSchema } from "./peak/load-document.ts";
import { uatDocumentSchema } from "./uat/uat-document.ts";

/** By file name. The configuration's is of what a person writes, the others' of what is written. */
export const publishedSchemas = (): Readonly<Record<string, unknown>> => ({
  "drydock.schema.json": z.toJSONSchema(configSchema, { io: "input" }),
  "gate.schema.json": z.toJSONSchema(gateDocumentSchema),
  "loadtest.schema.json": z.toJSONSchema(loadDocumentSchema),
  "scenario.schema.json": z.toJSONSchema(yamlScenarioForm, { io: "input", unrepresentable: "any" }),
  "sign-off.schema.json": z.toJSONSchema(signOffSchema),
  "uat.schema.json": z.toJSONSchema(uatDocumentSchema),
});
