import { expect, test } from "vitest";
import { memoryOf } from "./memory-of.ts";

test("what was made of a key is made once", () => {
  const lengths = memoryOf<string, { readonly length: number }>(2);
  const first = lengths("abc", () => ({ length: 3 }));
  expect(lengths("abc", () => expect.unreachable())).toBe(first);
});

test("beyond its bound it forgets what nobody has asked for longest", () => {
  const made: string[] = [];
  const memory = memoryOf<string, string>(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) {
    memory(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  }
  expect(made).toEqual(["a", "b", "c", "b"]);
});

test("what fails is not remembered", () => {
  const memory = memoryOf<string, number>(2);
  const failing = () => {
    throw new Error("not today");
  };
  expect(() => memory("a", failing)).toThrow("not today");
  expect(memory("a", () => 1)).toBe(1);
});
