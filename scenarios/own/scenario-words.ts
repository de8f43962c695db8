/** What every scenario has in words, whoever writes it and in whatever form. */
import { z } from "zod";
import { EDGES, FLOWS, SEVERITIES, STAGES } from "../labels.ts";

const prose = (what: string) => z.string().trim().min(1, "is empty; write a sentence").describe(what);

export const scenarioId = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "is no id; write small letters, digits and hyphens, as in gift-wrapped-order",
  );

export const scenarioProse = {
  title: prose("What happens, in a line."),
  why: prose("What it costs, in money or trust, when this goes wrong."),
  given: prose("What is there before."),
  when: prose("What happens."),
  // biome-ignore lint/suspicious/noThenProperty: a word of a scenario, not a promise
  then: prose("What must come of it."),
};

export const labelsForm = z.strictObject({
  stage: z.enum(STAGES).describe("Where on its way something goes wrong."),
  flow: z.enum(FLOWS),
  severity: z
    .enum(SEVERITIES)
    .describe("critical: money or goods are lost or doubled. major: a person has to work."),
  edge: z.enum(EDGES).describe("What is odd about it."),
});
