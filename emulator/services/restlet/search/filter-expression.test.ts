import fc from "fast-check";
import { expect, test } from "vitest";
import { type FilterTree, parseFilters } from "./filter-expression.ts";

/** A condition over three boxes, the expression that says it, and what it comes to. */
interface Said {
  readonly expression: readonly unknown[];
  holds(boxes: readonly boolean[]): boolean;
}

const term = fc
  .nat(2)
  .map((box): Said => ({ expression: [`box${box}`, "is", "T"], holds: (boxes) => boxes[box] === true }));

const { said } = fc.letrec<{ said: Said }>((tie) => ({
  said: fc.oneof(
    { depthSize: "small" },
    term,
    tie("said").map(
      (of): Said => ({ expression: ["not", of.expression], holds: (boxes) => !of.holds(boxes) }),
    ),
    // Words in a row: "and" binds before "or".
    fc
      .tuple(
        tie("said"),
        fc.array(fc.tuple(fc.constantFrom("and", "OR", "or", "And"), tie("said")), {
          minLength: 1,
          maxLength: 4,
        }),
      )
      .map(
        ([first, rest]): Said => ({
          expression: [first.expression, ...rest.flatMap(([word, { expression }]) => [word, expression])],
          holds(boxes) {
            const groups = [[first]];
            for (const [word, next] of rest) {
              if (word.toLowerCase() === "or") groups.push([]);
              groups.at(-1)?.push(next);
            }
            return groups.some((group) => group.every((one) => one.holds(boxes)));
          },
        }),
      ),
  ),
}));

function evaluate(tree: FilterTree, boxes: readonly boolean[]): boolean {
  if (tree.kind === "term") return boxes[Number(tree.term.name.slice(3))] === true;
  if (tree.kind === "not") return !evaluate(tree.of, boxes);
  return tree.kind === "and"
    ? tree.of.every((part) => evaluate(part, boxes))
    : tree.of.some((part) => evaluate(part, boxes));
}

test("an expression means what its words say, however it is nested", () => {
  fc.assert(
    fc.property(
      said,
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      ({ expression, holds }, boxes) => {
        expect(evaluate(parseFilters(expression), boxes)).toBe(holds(boxes));
      },
    ),
  );
});

test("a value of which no text can be made is refused", () => {
  const nothing: unknown = Object.create(null);
  expect(() => parseFilters(["quantity", "is", nothing])).toThrow(
    expect.objectContaining({ code: "SSS_INVALID_SRCH_FILTER_EXPR" }),
  );
});

test("whatever a script sends as filters is an expression or refused in SuiteScript's words", () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (filters) => {
      try {
        expect(parseFilters(filters)).toHaveProperty("kind");
      } catch (error) {
        expect(error).toMatchObject({ code: "SSS_INVALID_SRCH_FILTER_EXPR" });
      }
    }),
  );
});
