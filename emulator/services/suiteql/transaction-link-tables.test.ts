import { expect, test } from "vitest";
import { orderToCash } from "../../testing/order-to-cash.ts";
import { selectRows } from "../../testing/suiteql.ts";

/** Two anchors at 10.50, shipped and billed, with 15 paid. */
async function paidOrder() {
  const world = await orderToCash();
  const shipped = await world.transform("salesOrder", world.order, "itemFulfillment", {
    shipStatus: { id: "C" },
  });
  const billed = await world.transform("salesOrder", world.order, "invoice");
  const payment = world.account.records.create("customerPayment", {
    customer: { externalId: "C-1" },
    payment: 15,
    apply: { items: [{ doc: { id: billed.id }, apply: true, amount: 15 }] },
  });
  return { ...world, shipped: shipped.id, billed: billed.id, payment };
}

test.each(["previoustransactionlink", "nexttransactionlink"])(
  "%s has a row for each two documents",
  async (table) => {
    const world = await paidOrder();
    expect(
      await selectRows(
        world,
        `SELECT previousdoc, previoustype, nextdoc, nexttype, linktype, foreignamount FROM ${table} ORDER BY linktype`,
      ),
    ).toEqual([
      {
        previousdoc: world.order,
        previoustype: "SalesOrd",
        nextdoc: world.billed,
        nexttype: "CustInvc",
        linktype: "OrdBill",
        foreignamount: "21",
      },
      {
        previousdoc: world.billed,
        previoustype: "CustInvc",
        nextdoc: world.payment,
        nexttype: "CustPymt",
        linktype: "Payment",
        foreignamount: "15",
      },
      {
        previousdoc: world.order,
        previoustype: "SalesOrd",
        nextdoc: world.shipped,
        nexttype: "ItemShip",
        linktype: "ShipRcpt",
        foreignamount: "21",
      },
    ]);
  },
);

test("from an order to its bill, by document and by line, and from a payment back to what it pays", async () => {
  const world = await paidOrder();
  const byDocument = `SELECT n.id FROM nexttransactionlink l
    JOIN transaction n ON n.id = l.nextdoc WHERE l.previousdoc = ${world.order} AND l.linktype = 'OrdBill'`;
  expect(await selectRows(world, byDocument)).toEqual([{ id: world.billed }]);
  const byLine = `SELECT s.quantity ordered, b.quantity billed FROM transactionline s
    JOIN previoustransactionlinelink l ON l.previousdoc = s.transaction AND l.previousline = s.id AND l.linktype = 'OrdBill'
    JOIN transactionline b ON b.transaction = l.nextdoc AND b.id = l.nextline WHERE s.transaction = ${world.order}`;
  expect(await selectRows(world, byLine)).toEqual([{ ordered: "-2", billed: "-2" }]);
  const paid = "SELECT previousdoc FROM nexttransactionlinelink WHERE nextdoc = ? AND linktype = 'Payment'";
  expect(await selectRows(world, paid, [world.payment])).toEqual([{ previousdoc: world.billed }]);
  expect(await selectRows(world, paid, [world.order])).toEqual([]);
});
