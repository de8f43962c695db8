/** Rows as an account keeps them: packed, and unpacked for as long as somebody reads them now and then. */
import type { Fields } from "./field-value.ts";
import { createFieldsPacker } from "./packed-fields.ts";
import type { Attachment, StoredRow } from "./stored-row.ts";

export interface RowKeeper {
  keep(row: StoredRow, place: number): PlacedRow;
}

/** The place is no property of its own either: another record may be made of a row, and has its own. */
export interface PlacedRow extends StoredRow {
  /** In the order in which the records of its type were created. */
  readonly place: number;
}

/** As many rows are unpacked at a time: an account's items and customers, and the orders of the last minute. */
const MOST_UNPACKED = 2_000;

export function createRowKeeper(mostUnpacked = MOST_UNPACKED): RowKeeper {
  const { pack, unpack } = createFieldsPacker();
  const unpacked: KeptRow[] = [];
  let hand = 0;

  /** Makes room as a clock does: who was read again since the hand came by stays for another round. */
  function takePlace(row: KeptRow): void {
    for (;;) {
      hand = (hand + 1) % mostUnpacked;
      const other = unpacked[hand];
      if (other === undefined || other.leave()) break;
    }
    unpacked[hand] = row;
  }

  class KeptRow implements PlacedRow {
    readonly recordType: string;
    readonly id: string;
    declare readonly attached?: readonly Attachment[];
    readonly #place: number;
    readonly #packed: string;
    #fields: Fields | undefined;
    #isReadAgain = false;

    constructor({ recordType, id, fields, attached }: StoredRow, place: number) {
      this.recordType = recordType;
      this.id = id;
      if (attached !== undefined) this.attached = attached;
      this.#place = place;
      this.#packed = pack(fields);
    }

    get place(): number {
      return this.#place;
    }

    get fields(): Fields {
      if (this.#fields !== undefined) {
        this.#isReadAgain = true;
        return this.#fields;
      }
      this.#fields = unpack(this.#packed);
      takePlace(this);
      return this.#fields;
    }

    /** Not at once when it was read again since it came, or since it was asked the last time. */
    leave(): boolean {
      const leaves = !this.#isReadAgain;
      this.#isReadAgain = false;
      if (leaves) this.#fields = undefined;
      return leaves;
    }

    toJSON(): StoredRow {
      return { ...this, fields: this.fields };
    }
  }

  return { keep: (row, place) => new KeptRow(row, place) };
}
