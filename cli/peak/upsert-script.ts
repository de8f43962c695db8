/** The RESTlet that batches go through, deployed in the peak's account under the ids that the configuration gives it. */
import { fileURLToPath } from "node:url";
import type { Project } from "../config/project.ts";
import { restletChoice } from "../emulator/restlet-option.ts";
import { UsageError } from "../usage-error.ts";

const isSource = import.meta.url.endsWith(".ts");
const FILE = fileURLToPath(
  new URL(`${isSource ? "" : "../"}../../examples/restlets/upsert-many.js`, import.meta.url),
);

/** Options of `drydock emulator`; none when nothing goes through a RESTlet. @throws UsageError for ids that are numbers */
export function upsertScript({ config, file }: Pick<Project, "config" | "file">): readonly string[] {
  const { by, restlet } = config.serve.batching;
  if (by !== "restlet" || restlet === undefined) return [];
  const deployment = `${restlet.script}:${restlet.deploy}=${FILE}`;
  try {
    restletChoice(deployment, []);
  } catch (cause) {
    throw new UsageError(
      `${file}: serve.batching.restlet is ${restlet.script} and ${restlet.deploy}; the peak deploys the RESTlet anew and can do so only under names. Write its script id (customscript_…) and its deployment id (customdeploy_…).`,
      { cause },
    );
  }
  return ["--restlet", deployment];
}
