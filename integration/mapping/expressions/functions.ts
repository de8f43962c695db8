/** The functions that expressions may call beside JSONata's own. */
import { DECIMAL_FUNCTIONS } from "../values/decimals.ts";
import { ExpressionFailed } from "./expression-failed.ts";
import { isTrue } from "./truth.ts";

const CHOICE_AND_TEXT_FUNCTIONS = {
  /** `$words([a, b])`: what is there of several texts, with single blanks between. */
  words: (values: unknown) =>
    (Array.isArray(values) ? values : [values])
      .filter((each) => typeof each === "string" || typeof each === "number")
      .map((each) => String(each).replace(/\s+/g, " ").trim())
      .filter((each) => each !== "")
      .join(" "),
  /** `$first([a, b])`: the first that is there and not empty. */
  first: (values: unknown) =>
    (Array.isArray(values) ? values : [values]).find(
      (each) => each !== undefined && each !== null && each !== "",
    ),
  /** `$absent(x)`: true for what is missing, null, false, 0 or empty. JSONata's own `$not` of something missing is missing. */
  absent: (value: unknown) => !isTrue(value),
  /** `$digits(id)`: the digits at the end of an id, exact: of 8209, "8209" or "gid://shopify/Order/8209". */
  digits: (id: unknown) => {
    const found = typeof id === "string" || typeof id === "number" ? /\d+$/.exec(String(id).trim()) : null;
    if (found === null)
      throw new ExpressionFailed(
        `an id that ends in digits is needed, found ${JSON.stringify(id) ?? "nothing"}`,
      );
    return found[0];
  },
} as const;

export type Implementation = (...values: readonly unknown[]) => unknown;

/** By name, without the `$`; they take and give plain data and depend on nothing else. */
export const EXPRESSION_FUNCTIONS: ReadonlyMap<string, Implementation> = new Map(
  Object.entries<Implementation>({ ...DECIMAL_FUNCTIONS, ...CHOICE_AND_TEXT_FUNCTIONS }),
);
