import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { loadProject, type Project } from "../config/project.ts";
import { upsertScript } from "./upsert-script.ts";

const project = await loadProject("examples/acme-store/drydock.yaml");

const batchingBy = (batching: Partial<Project["config"]["serve"]["batching"]>): Project => ({
  ...project,
  config: {
    ...project.config,
    serve: { ...project.config.serve, batching: { ...project.config.serve.batching, ...batching } },
  },
});

test("the script that is shipped is deployed under the names that the core will call", () => {
  const restlet = { script: "customscript_up", deploy: "customdeploy_up" };
  const [option, deployment = ""] = upsertScript(batchingBy({ by: "restlet", restlet }));
  const [names, file = ""] = deployment.split("=");
  expect([option, names]).toEqual(["--restlet", "customscript_up:customdeploy_up"]);
  expect(existsSync(file)).toBe(true);
});

test("who batches otherwise, or not at all, needs none", () => {
  expect(upsertScript(project)).toEqual([]);
  expect(upsertScript(batchingBy({ by: "rest" }))).toEqual([]);
});

test("numbers name a deployment that is there already, and here none is", () => {
  const restlet = { script: "812", deploy: "1" };
  expect(() => upsertScript(batchingBy({ by: "restlet", restlet }))).toThrow(/812 and 1.*customscript_…/);
});
