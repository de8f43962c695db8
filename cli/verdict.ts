/** A verdict as every document for machines writes it. */
import { z } from "zod";
import type { Verdict } from "../reports/index.ts";

export const verdict = z.enum(["pass", "fail", "not-run"] satisfies Verdict[]);
