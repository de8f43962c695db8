/** The data files of an emulated account, as a configuration names them. */
import { z } from "zod";

export const accountDataFiles = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .describe(
    "Master data, account rules and account overlays for the emulator, relative to this file; of several, a later one lies over the earlier ones.",
  );
