/** The script's other files. */
import { z } from "zod";
import { type Operation, operation } from "./operation.ts";

export const FILE_OPERATIONS: Readonly<Record<string, Operation>> = {
  "file.source": operation(z.object({ path: z.string() }), ({ path }, desk) => ({
    units: 0,
    run: () => desk.sourceOf(path),
  })),
};
