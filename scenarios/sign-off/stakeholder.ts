/** Who has to judge what: a role, and the tags of the scenarios that are its affair. */
import { z } from "zod";
import { includesTag } from "../labels.ts";

export const stakeholderSchema = z.strictObject({
  role: z.string().min(1).describe("As it stands under the signature, such as Finance."),
  tags: z
    .array(z.string().min(1))
    .min(1)
    .exactOptional()
    .describe("The scenarios with one of these tags are this role's to judge; all of them if left out."),
  about: z.string().exactOptional().describe("What this role answers for, in its own words; heads its page."),
  required: z.boolean().default(false).describe("The gate stays shut without a sign-off that counts."),
  words: z
    .record(z.string().min(1), z.string())
    .default({})
    .describe("This role's words for ours, such as { sales order: order }; used on its page."),
});

export type Stakeholder = z.output<typeof stakeholderSchema>;

export function isAffairOf(
  { tags }: Pick<Stakeholder, "tags">,
  scenario: { readonly tags: readonly string[] },
): boolean {
  return tags === undefined || tags.some((tag) => includesTag(scenario.tags, tag));
}

/** The role as part of a file name, such as "customer-service". */
export const slugOf = ({ role }: Pick<Stakeholder, "role">): string =>
  role
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
