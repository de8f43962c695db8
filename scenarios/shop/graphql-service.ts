/** The double's GraphQL: checks an operation against the schema, takes its cost, carries it out, and says what it cost. */
import { type DocumentNode, execute, GraphQLError, parse, validate } from "graphql";
import { z } from "zod";
import { memoryOf } from "../../integration/index.ts";
import { ADMIN_SCHEMA } from "./admin-schema.ts";
import { type BucketSize, createCostBucket } from "./cost-bucket.ts";
import { actualCost, requestedCost } from "./query-cost.ts";
import { jsonAnswer, parsedJson, type ShopAnswer } from "./shop-answer.ts";

export interface GraphqlService {
  answer(body: string): Promise<ShopAnswer>;
  readonly refusals: number;
}

export interface GraphqlServiceOptions {
  readonly root: object;
  readonly bucket: BucketSize;
  readonly now: () => number;
  readonly onOperation: (name: string) => void;
}

const requestBody = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** A single operation may not cost more (shopify.dev, API rate limits). */
const MAX_COST = 1_000;

export function createGraphqlService(options: GraphqlServiceOptions): GraphqlService {
  const bucket = createCostBucket(options.bucket, options.now);
  let refusals = 0;
  const costs = (requested: number, actual: number | null) => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
  });

  /** null when the bucket holds enough. */
  function refusedFor(cost: number): ShopAnswer | null {
    if (cost > MAX_COST) {
      const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_COST}).`;
      return jsonAnswer(200, { errors: [{ message, extensions: { code: "MAX_COST_EXCEEDED" } }] });
    }
    if (bucket.take(cost)) return null;
    refusals += 1;
    const errors = [{ message: "Throttled", extensions: { code: "THROTTLED" } }];
    return jsonAnswer(200, { errors, extensions: costs(cost, null) });
  }

  return {
    get refusals() {
      return refusals;
    },
    async answer(text) {
      const body = requestBody.safeParse(parsedJson(text));
      if (!body.success) return jsonAnswer(400, { errors: "Bad Request" });
      const { query, operationName, variables } = body.data;
      const document = documentOf(query);
      if ("errors" in document) return jsonAnswer(200, document);
      const requested = requestedCost(document);
      const refused = refusedFor(requested);
      if (refused !== null) return refused;
      options.onOperation(operationName ?? "anonymous");
      const result = await execute({
        schema: ADMIN_SCHEMA,
        document,
        rootValue: options.root,
        variableValues: variables ?? {},
        operationName: operationName ?? null,
      });
      const actual = actualCost(document, result.data);
      bucket.giveBack(requested - actual);
      return jsonAnswer(200, { ...result, extensions: costs(requested, actual) });
    },
  };
}

/** The name of the operation that a body asks for. */
export function operationIn(body: string): string | undefined {
  const parsed = requestBody.safeParse(parsedJson(body));
  return parsed.success ? (parsed.data.operationName ?? undefined) : undefined;
}

type Read = DocumentNode | { readonly errors: readonly GraphQLError[] };

/** A core asks a dozen operations, in the same words each time. */
const REMEMBERED = 64;
const documents = memoryOf<string, Read>(REMEMBERED);

const documentOf = (query: string): Read => documents(query, () => readAnew(query));

function readAnew(query: string): Read {
  try {
    const document = parse(query);
    const errors = validate(ADMIN_SCHEMA, document);
    return errors.length > 0 ? { errors } : document;
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}
