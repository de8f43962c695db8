/** The peak before, as far as it is a measure for another one. */
import { z } from "zod";
import { earlierResult } from "../config/earlier-result.ts";
import { UsageError } from "../usage-error.ts";
import { loadResultsFields } from "./load-figures.ts";

/** One of an older version may say less than this one. */
const earlierLoadSchema = z.looseObject({
  generatedAt: z.iso.datetime(),
  isCutShort: z.boolean(),
  ...loadResultsFields,
});

export type EarlierLoad = z.output<typeof earlierLoadSchema>;

/**
 * Of a run that was cut short nothing was proved: in the results' folder it is passed over.
 *
 * @throws UsageError when a run is named that was cut short, or that is none
 */
export async function earlierLoad({
  out,
  compare: named,
}: {
  readonly out: string;
  readonly compare?: string;
}): Promise<EarlierLoad | null> {
  const earlier = await earlierResult({ out, named, name: "loadtest.json", schema: earlierLoadSchema });
  if (earlier?.isCutShort !== true) return earlier;
  if (named === undefined) return null;
  throw new UsageError(
    `${named} is of a run that was cut short, and no measure for another one. Name the loadtest.json of a run that came to its end.`,
  );
}
