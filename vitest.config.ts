import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { skipsFailInCi } from "./test/skips-fail-in-ci.ts";

/** By its public name, as an example's own scenarios import it: these sources, not what was built of them last. */
const resolve = {
  alias: { "netsuite-drydock/scenarios": fileURLToPath(new URL("scenarios/index.ts", import.meta.url)) },
};

const AREAS = "{cli,emulator,integration,loadtest,reports,scenarios}";

export default defineConfig({
  test: {
    // Much of the time goes by in waiting for processes that tests have started, so that even on two cores two files run at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: process.env["CI"] === "true" ? ["default", skipsFailInCi] : ["default"],
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: [`${AREAS}/**/*.test.ts`],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What is waited for comes on a slow machine too; the test's own limit ends a wait in vain.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        resolve,
        test: {
          name: "system",
          include: ["test/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
