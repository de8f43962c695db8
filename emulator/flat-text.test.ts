import { expect, test } from "vitest";
import { flatText } from "./flat-text.ts";

test("a text stays the text it is", () => {
  for (const text of ["", "a", `${"ab".repeat(20)}${"cd".repeat(20)}`]) expect(flatText(text)).toBe(text);
});
