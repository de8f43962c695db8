import { expect, test } from "vitest";
import { createServiceLog } from "./service-log.ts";

function logged(secrets: readonly string[] = []) {
  const written = { text: "" };
  return { written, log: createServiceLog({ write: (text) => (written.text += text) }, secrets) };
}

test("a secret is left out by its name wherever it stands, and by its value wherever it got in", () => {
  const { log, written } = logged(["hush-hush-hush", 'with"quote']);
  log.info({ netsuite: { credentials: { tokenSecret: "abc" } }, token: "def", secrets: ["ghi"] }, "ready");
  log.error({ err: new Error("refused: hush-hush-hush") }, 'error with"quote');
  expect(written.text).not.toMatch(/abc|def|ghi|hush-hush|with\\?"quote/);
  expect(
    written.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ token: "[secret]" }, { err: { message: "refused: [secret]" } }]);
});

test("an error keeps its code, stack and cause, and loses what it says of a person", () => {
  const { log, written } = logged();
  const cause = Object.assign(new Error("no such customer zoe@example.com"), { code: "E42" });
  log.error({ err: new Error("failed for +1 555 010 9988", { cause }) }, "error");
  expect(written.text).not.toMatch(/zoe@|010 9988/);
  expect(JSON.parse(written.text)).toMatchObject({
    err: { type: "Error", stack: expect.stringContaining("service-log.test"), cause: { code: "E42" } },
  });
});
