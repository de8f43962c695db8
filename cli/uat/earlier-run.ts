/** The run of the scenarios before this one. */
import { earlierResult } from "../config/earlier-result.ts";
import { type UatDocument, uatDocumentSchema } from "./uat-document.ts";

/** @throws UsageError when the named file is not the result of a run */
export const earlierRun = (out: string, named: string | undefined): Promise<UatDocument | null> =>
  earlierResult({ out, named, name: "uat.json", schema: uatDocumentSchema });
