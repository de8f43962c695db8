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

interface SyntaxFault {
  readonly why: string;
  /** The token that cannot stand there, and where it begins, counted from one. */
  readonly near: string;
  readonly at: number;
}

/** A query that cannot be read; which query it is part of, only its reader knows. */
export class SyntaxProblem extends Error {
  readonly fault: SyntaxFault;

  constructor(fault: SyntaxFault) {
    super(`SuiteQL cannot be read at character ${fault.at}. Answer it with the problem within its query.`);
    this.name = "SyntaxProblem";
    this.fault = fault;
  }

  within(query: string): QueryProblem {
    const { why, near, at } = this.fault;
    const before = query.slice(0, at - 1).split("\n");
    const column = (before.at(-1) ?? "").length + 1;
    return new QueryProblem({
      key: "suiteql-syntax",
      values: { query, near, line: before.length, column, why },
    });
  }
}
