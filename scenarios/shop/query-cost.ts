/** What an operation costs, as Shopify publishes it: an object 1, a scalar 0, a connection 2 and its objects, a mutation 10. */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { ADMIN_SCHEMA } from "./admin-schema.ts";

const MUTATION_COST = 10;
const CONNECTION_COST = 2;

/** The most it can cost; a page size in a variable is not looked at, for the core writes them down. */
export function requestedCost(document: DocumentNode): number {
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === "OperationDefinition",
  );
  if (operation === undefined) return 0;
  if (operation.operation === "mutation") return operation.selectionSet.selections.length * MUTATION_COST;
  const root = ADMIN_SCHEMA.getQueryType();
  return root == null ? 0 : costOf(operation.selectionSet, root);
}

function costOf({ selections }: SelectionSetNode, type: GraphQLObjectType): number {
  return selections.reduce(
    (sum, selection) => sum + (selection.kind === "Field" ? fieldCost(selection, type) : 0),
    0,
  );
}

function fieldCost(node: FieldNode, parent: GraphQLObjectType): number {
  const type = getNamedType(parent.getFields()[node.name.value]?.type);
  if (!isObjectType(type) || node.selectionSet === undefined || type.name === "PageInfo") return 0;
  const inside = costOf(node.selectionSet, type);
  if (type.name.endsWith("Connection")) return CONNECTION_COST + sizeOf(node) * inside;
  // The nodes of a connection are counted by its size, each of them once.
  return sizeOf(node) * (1 + inside);
}

function sizeOf(node: FieldNode): number {
  const first = node.arguments?.find(({ name }) => name.value === "first")?.value;
  return first?.kind === "IntValue" ? Number(first.value) : 1;
}

/** What it did cost: the objects that came back. */
export function actualCost(document: DocumentNode, data: unknown): number {
  const isMutation = document.definitions.some(
    (each) => each.kind === "OperationDefinition" && each.operation === "mutation",
  );
  return isMutation ? requestedCost(document) : objectsIn(data) - 1;
}

function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + objectsIn(each), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + objectsIn(each), 1);
}
