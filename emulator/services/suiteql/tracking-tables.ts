/** The tracking numbers of fulfilments: a table of numbers, and one that says which transaction has which (public queries). */
import { linesOf } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import { idValue } from "./catalogue-column.ts";
import { numberOf, textValue } from "./sql-value.ts";
import type { Column, Table, TableRow } from "./table.ts";

/** Each carrier's packages are a sublist of their own. */
const PACKAGES = ["package", "packageFedex", "packageUps", "packageUsps"];

interface Numbered {
  readonly id: string;
  readonly number: string;
  readonly fulfilment: StoredRow;
}

/** Ids are counted through the account's fulfilments: the real ones are nobody's business outside these two tables. */
function numbersIn(store: RecordStore): readonly Numbered[] {
  const found = store.list("itemFulfillment").flatMap((fulfilment) =>
    PACKAGES.flatMap((sublist) => linesOf(fulfilment.fields[sublist])).flatMap((line) => {
      const number = Object.entries(line).find(([field]) => field.startsWith("packageTrackingNumber"))?.[1];
      return typeof number === "string" && number !== "" ? [{ number, fulfilment }] : [];
    }),
  );
  return found.map((each, index) => ({ id: String(index + 1), ...each }));
}

function tableOf(name: string, columns: readonly Column[], rows: () => readonly TableRow[]): Table {
  return {
    name,
    columns: columns.toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    column: (wanted) => columns.find((each) => each.name === wanted),
    rows,
    index: (column) =>
      column === "id"
        ? (value) => rows().filter(({ id }) => numberOf(idValue(id)) === numberOf(value))
        : undefined,
  };
}

export const trackingNumberTable = (store: RecordStore): Table =>
  tableOf(
    "trackingnumber",
    [
      { name: "id", read: ({ id }) => idValue(id) },
      {
        name: "trackingnumber",
        read: ({ fields: { number } }) => (typeof number === "string" ? textValue(number) : null),
      },
    ],
    () =>
      numbersIn(store).map(({ id, number }) => ({ recordType: "trackingnumber", id, fields: { number } })),
  );

export const trackingNumberMapTable = (store: RecordStore): Table =>
  tableOf(
    "trackingnumbermap",
    [
      { name: "id", read: ({ id }) => idValue(id) },
      { name: "trackingnumber", read: ({ id }) => idValue(id) },
      { name: "transaction", read: ({ parent }) => idValue(parent?.id ?? "") },
    ],
    () =>
      numbersIn(store).map(({ id, fulfilment: parent }) => ({
        recordType: "trackingnumbermap",
        id,
        fields: {},
        parent,
      })),
  );
