import fc from "fast-check";
import { expect, test } from "vitest";
import { addressLength, spreadAddress } from "./address-overflow.ts";

const LINES = ["addr1", "addr2", "addr3"] as const;
const LIMITS = { addr1: 150, addr2: 150, addr3: 150 };

function spread(address: Record<string, string>, limit = 250) {
  return spreadAddress({ address, lines: LINES, lineLimits: LIMITS, limit });
}

test("an address that fits is left exactly as it is", () => {
  const address = { addressee: "Ana", addr1: "1 Main  St", addr2: "Flat 2", city: "Rome", country: "IT" };
  expect(spread(address)).toEqual({ address, remainder: "" });
});

test("a street of 160 characters runs on into the second line at a word", () => {
  const street = `${"x".repeat(140)} Building Seven, Gate`;
  const { address, remainder } = spread({ addr1: street, city: "Rome" });
  expect(address["addr1"]).toBe(`${"x".repeat(140)} Building`);
  expect(address["addr2"]).toBe("Seven, Gate");
  expect(remainder).toBe("");
});

test("when every line fits and the whole does not, the last words are left over", () => {
  const { address, remainder } = spread({
    addr1: "a".repeat(120),
    addr2: `${"b".repeat(90)} ${"c".repeat(40)}`,
    city: "Rome",
  });
  expect(address["addr1"]).toBe("a".repeat(120));
  expect(address["addr2"]).toBe("b".repeat(90));
  expect(remainder).toBe("c".repeat(40));
});

test("the country counts by its name and the phone number not at all", () => {
  expect(addressLength({ addr1: "a", country: "US", addrPhone: "+1 202" })).toBe("a United States".length);
  expect(addressLength({ addr1: "a", country: "Atlantis" })).toBe("a Atlantis".length);
  expect(addressLength({})).toBe(0);
});

const word = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  fc.string({ unit: "grapheme", minLength: 100, maxLength: 200 }),
);
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
const bare = (text: string): string => text.replace(/\s/g, "");

test("no text is lost: lines and remainder together are the text that came in", () => {
  fc.assert(
    fc.property(
      line,
      fc.option(line, { nil: "" }),
      fc.integer({ min: 80, max: 400 }),
      (addr1, addr2, limit) => {
        const before = { addressee: "Ana Lima", addr1, addr2, city: "Lisboa", country: "PT" };
        const { address, remainder } = spread(before, limit);
        const after = [...LINES.map((each) => address[each] ?? ""), remainder].join("");
        expect(bare(after)).toBe(bare(`${addr1}${addr2}`));
      },
    ),
  );
});

test("no line and no whole address is longer than its limit", () => {
  fc.assert(
    fc.property(line, line, fc.integer({ min: 80, max: 400 }), (addr1, addr2, limit) => {
      const { address } = spread(
        { addressee: "Ana Lima", addr1, addr2, city: "Lisboa", country: "PT" },
        limit,
      );
      for (const each of LINES) expect((address[each] ?? "").length).toBeLessThanOrEqual(150);
      expect(addressLength(address)).toBeLessThanOrEqual(limit);
    }),
  );
});

test("words that any line could hold are never cut", () => {
  const short = fc.string({ unit: fc.constantFrom("a", "é", "ß"), minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(short, { minLength: 1, maxLength: 40 }), (words) => {
      const { address, remainder } = spread({ addr1: words.join(" "), city: "Lisboa" });
      const after = [...LINES.map((each) => address[each] ?? ""), remainder].join(" ").split(" ");
      expect(after.filter((each) => each !== "")).toEqual(words);
    }),
  );
});
