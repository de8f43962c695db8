/** `uat:` of `drydock.yaml`: who judges the scenarios, and where their sign-offs are kept. */
import { z } from "zod";
import { slugOf, stakeholderSchema } from "../../scenarios/index.ts";
import { uatAccountsSchema } from "./uat-accounts-config.ts";

export const uatConfigSchema = z
  .strictObject({
    scenarios: z
      .string()
      .min(1)
      .exactOptional()
      .describe(
        "A folder of scenarios of your own, in TypeScript, JavaScript or YAML, relative to this file.",
      ),
    signOffs: z
      .string()
      .min(1)
      .default("sign-offs")
      .describe(
        "The folder of the sign-off files, relative to this file; kept with it under version control.",
      ),
    stakeholders: z
      .array(stakeholderSchema)
      .default([])
      .superRefine((stakeholders, context) => {
        const slugs = stakeholders.map(slugOf);
        for (const [at, slug] of slugs.entries()) {
          if (slugs.indexOf(slug) === at && slug !== "") continue;
          const message = "each role needs a name of its own, in letters or digits";
          context.addIssue({ code: "custom", path: [at, "role"], message });
        }
      })
      .describe("Who judges which scenarios; each role gets a page of its own."),
    accounts: uatAccountsSchema.exactOptional(),
  })
  .prefault({})
  .describe("For `drydock uat` and the gate's sign-offs.");
