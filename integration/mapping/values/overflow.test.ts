import fc from "fast-check";
import { expect, test } from "vitest";
import { cutAtCharacter, cutAtWord, startOf, wordsOf } from "./overflow.ts";

const FAMILY = "👨‍👩‍👧‍👦";

/** Texts of words, long words, CJK, combining marks and joined emoji. */
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
      fc.constant(FAMILY),
      fc.constant("東京都千代田区"),
    ),
    {
      maxLength: 30,
    },
  )
  .map((words) => words.join(" "));

test("a cut at a character loses nothing and stays within the limit", () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 100 }), (text, limit) => {
      const { head, rest } = cutAtCharacter(text, limit);
      expect(head + rest).toBe(text);
      expect(head.length).toBeLessThanOrEqual(limit);
    }),
  );
});

test("a cut at a word loses no word and stays within the limit", () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 100 }), (text, limit) => {
      const { head, rest } = cutAtWord(text, limit);
      expect(head.length).toBeLessThanOrEqual(limit);
      expect(`${head}${rest}`.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }),
  );
});

test("words stay whole as long as the first of them fits", () => {
  expect(cutAtWord("12  Long Street, Building 7", 15)).toEqual({
    head: "12 Long Street,",
    rest: "Building 7",
  });
  expect(cutAtWord("short", 10)).toEqual({ head: "short", rest: "" });
});

test("a word longer than the limit is cut between characters, never inside one", () => {
  expect(cutAtWord(`ab${FAMILY}cd`, 5)).toEqual({ head: "ab", rest: `${FAMILY}cd` });
  expect(cutAtCharacter("e\u0301e\u0301", 3)).toEqual({ head: "e\u0301", rest: "e\u0301" });
  expect(cutAtCharacter(FAMILY, 3)).toEqual({ head: "", rest: FAMILY });
});

test("words are separated by any white space", () => {
  expect(wordsOf(" a\tb\u3000c\n")).toEqual(["a", "b", "c"]);
});

test("the start of a long text ends with an ellipsis", () => {
  expect(startOf("x".repeat(41))).toBe(`${"x".repeat(40)}…`);
  expect(startOf("x".repeat(40))).toBe("x".repeat(40));
});
