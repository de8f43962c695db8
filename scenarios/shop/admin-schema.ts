/** The part of Shopify's GraphQL Admin API that the double answers, under Shopify's own names (shopify.dev, 2026-10). */
import { buildSchema } from "graphql";

export const ADMIN_SCHEMA = buildSchema(`
  directive @idempotent(key: String!) on FIELD

  scalar DateTime
  scalar Money
  scalar URL

  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

  type Query {
    locations(first: Int, after: String): LocationConnection!
    productVariants(first: Int, after: String, query: String): ProductVariantConnection!
    inventoryItem(id: ID!): InventoryItem
    order(id: ID!): Order
    orders(first: Int, after: String, query: String, sortKey: OrderSortKeys = PROCESSED_AT, reverse: Boolean = false): OrderConnection!
  }

  enum OrderSortKeys { CREATED_AT ID PROCESSED_AT UPDATED_AT }

  type Location { id: ID! name: String! isActive: Boolean! }
  type LocationConnection { nodes: [Location!]! pageInfo: PageInfo! }

  type Product { id: ID! title: String! }
  type ProductVariant {
    id: ID!
    sku: String
    title: String!
    price: Money!
    compareAtPrice: Money
    product: Product!
    inventoryItem: InventoryItem!
  }
  type ProductVariantConnection { nodes: [ProductVariant!]! pageInfo: PageInfo! }

  type InventoryItem { id: ID! sku: String tracked: Boolean! inventoryLevel(locationId: ID!): InventoryLevel }
  type InventoryLevel { id: ID! quantities(names: [String!]!): [InventoryQuantity!]! }
  type InventoryQuantity { name: String! quantity: Int! }

  type Order {
    id: ID!
    legacyResourceId: ID!
    name: String!
    test: Boolean!
    createdAt: DateTime!
    updatedAt: DateTime!
    cancelledAt: DateTime
    fulfillments(first: Int): [Fulfillment!]!
    fulfillmentOrders(first: Int, after: String): FulfillmentOrderConnection!
  }
  type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }

  type LineItem { id: ID! sku: String quantity: Int! }
  enum FulfillmentStatus { CANCELLED ERROR FAILURE SUCCESS }
  type Fulfillment {
    id: ID!
    name: String!
    status: FulfillmentStatus!
    createdAt: DateTime!
    trackingInfo(first: Int): [FulfillmentTrackingInfo!]!
    fulfillmentLineItems(first: Int, after: String): FulfillmentLineItemConnection!
  }
  type FulfillmentTrackingInfo { company: String number: String url: URL }
  type FulfillmentLineItem { id: ID! quantity: Int lineItem: LineItem! }
  type FulfillmentLineItemConnection { nodes: [FulfillmentLineItem!]! pageInfo: PageInfo! }

  enum FulfillmentOrderStatus { CANCELLED CLOSED INCOMPLETE IN_PROGRESS ON_HOLD OPEN SCHEDULED }
  type FulfillmentOrderAssignedLocation { name: String! location: Location }
  type FulfillmentOrder {
    id: ID!
    status: FulfillmentOrderStatus!
    assignedLocation: FulfillmentOrderAssignedLocation!
    lineItems(first: Int, after: String): FulfillmentOrderLineItemConnection!
  }
  type FulfillmentOrderConnection { nodes: [FulfillmentOrder!]! pageInfo: PageInfo! }
  type FulfillmentOrderLineItem { id: ID! sku: String totalQuantity: Int! remainingQuantity: Int! lineItem: LineItem! }
  type FulfillmentOrderLineItemConnection { nodes: [FulfillmentOrderLineItem!]! pageInfo: PageInfo! }

  type Mutation {
    inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
    productVariantsBulkUpdate(productId: ID!, variants: [ProductVariantsBulkInput!]!, allowPartialUpdates: Boolean = false): ProductVariantsBulkUpdatePayload
    fulfillmentCreate(fulfillment: FulfillmentInput!, message: String): FulfillmentCreatePayload
    fulfillmentTrackingInfoUpdate(fulfillmentId: ID!, trackingInfoInput: FulfillmentTrackingInput!, notifyCustomer: Boolean): FulfillmentTrackingInfoUpdatePayload
  }

  input InventorySetQuantitiesInput { name: String! reason: String! referenceDocumentUri: String quantities: [InventoryQuantityInput!]! }
  input InventoryQuantityInput { inventoryItemId: ID! locationId: ID! quantity: Int! changeFromQuantity: Int }
  type InventoryAdjustmentGroup { id: ID! reason: String! referenceDocumentUri: String }
  type InventorySetQuantitiesPayload { inventoryAdjustmentGroup: InventoryAdjustmentGroup userErrors: [CodedUserError!]! }

  input ProductVariantsBulkInput { id: ID price: Money compareAtPrice: Money }
  type ProductVariantsBulkUpdatePayload { product: Product productVariants: [ProductVariant!] userErrors: [CodedUserError!]! }

  input FulfillmentInput {
    lineItemsByFulfillmentOrder: [FulfillmentOrderLineItemsInput!]!
    notifyCustomer: Boolean = false
    trackingInfo: FulfillmentTrackingInput
  }
  input FulfillmentOrderLineItemsInput { fulfillmentOrderId: ID! fulfillmentOrderLineItems: [FulfillmentOrderLineItemInput!] }
  input FulfillmentOrderLineItemInput { id: ID! quantity: Int! }
  input FulfillmentTrackingInput { company: String number: String numbers: [String!] url: URL urls: [URL!] }
  type FulfillmentCreatePayload { fulfillment: Fulfillment userErrors: [UserError!]! }
  type FulfillmentTrackingInfoUpdatePayload { fulfillment: Fulfillment userErrors: [UserError!]! }

  type UserError { field: [String!] message: String! }
  type CodedUserError { code: String field: [String!] message: String! }
`);
