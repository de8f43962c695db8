import { defineConfig } from "vitest/config";

const AREAS = "{cli,emulator,integration,loadtest,reports,scenarios}";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: [`${AREAS}/**/*.test.ts`], testTimeout: 20_000 } },
      {
        test: {
          name: "system",
          include: ["test/**/*.test.ts"],
          pool: "forks",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
