/** A skipped test proves nothing: in CI it fails the run and says what the machine lacks. */
import type { Reporter, TestModule } from "vitest/node";

export const skipsFailInCi: Reporter = {
  onTestRunEnd(modules) {
    const skipped = modules.flatMap(skippedIn);
    if (skipped.length === 0) return;
    process.stderr.write(`\nSkipped, which CI does not accept:\n${skipped.join("\n")}\n`);
    process.exitCode = 1;
  },
};

function skippedIn(module: TestModule): readonly string[] {
  return [...module.children.allTests("skipped")].map((test) => {
    const result = test.result();
    const why = result.state === "skipped" ? result.note : undefined;
    return `  ${module.relativeModuleId}: ${test.fullName}: ${why ?? "no reason given"}`;
  });
}
