/** Why a query cannot run, carried out of the depths of parser and executor; the service turns it into a refusal. */
import type { Refusal } from "../../errors/refusal.ts";

export class QueryProblem extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`SuiteQL is refused: ${refusal.key}. Answer it with its refusal.`);
    this.name = "QueryProblem";
    this.refusal = { ...refusal, queryParameter: "q" };
  }
}

/** The sentence NetSuite has for everything it does not want to explain, and after it our reason. */
export const unsupported = (why: string): QueryProblem =>
  new QueryProblem({ key: "suiteql-unsupported", values: { why } });
