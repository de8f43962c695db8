/**
 * Makes a record's fields one text, a third of the size of the objects and nothing for the garbage collector to walk through: names
 * are kept once for all records that have the same ones, and so are values that come again, such as an item's description.
 */
import { flatText } from "../flat-text.ts";
import { type Fields, type FieldValue, isSublist } from "./field-value.ts";

export interface FieldsPacker {
  pack(fields: Fields): string;
  /** Fields of their own for each call. Only of what the same packer has packed. */
  unpack(packed: string): Fields;
}

/** An object: the number of its names, then its values. */
type PackedObject = [shape: number, ...values: PackedValue[]];
type PackedSublist = [typeof SUBLIST, ...lines: PackedObject[]];
type PackedText = [typeof TEXT, number];
type PackedValue = string | number | boolean | null | PackedText | PackedSublist | PackedObject;

/** No number of a shape is below 0. */
const SUBLIST = -1;
const TEXT = -2;

/** Shorter texts are not longer than the number of one, longer ones hardly ever come again. */
const [SHORTEST, LONGEST] = [12, 200];
/** As many texts are kept, and as many remembered that came once. */
const MOST_TEXTS = 20_000;

export function createFieldsPacker(): FieldsPacker {
  const shapes = createShapes();
  const texts = createTexts();

  const packValue = (value: FieldValue): PackedValue => {
    if (typeof value === "string") return texts.pack(value);
    if (typeof value !== "object" || value === null) return value;
    if (isSublist(value)) return [SUBLIST, ...value.items.map(packObject)];
    return packObject(value as Fields);
  };
  const packObject = (fields: Fields): PackedObject => {
    const names = Object.keys(fields);
    const packed: PackedObject = [shapes.numberOf(names)];
    for (const name of names) packed.push(packValue(fields[name] as FieldValue));
    return packed;
  };

  const unpackValue = (packed: PackedValue): FieldValue => {
    if (!Array.isArray(packed)) return packed;
    if (packed[0] === TEXT) return texts.at(packed[1] as number);
    if (packed[0] === SUBLIST) return { items: (packed.slice(1) as PackedObject[]).map(unpackObject) };
    return unpackObject(packed as PackedObject);
  };
  const unpackObject = (packed: PackedObject): Fields => {
    const fields: Fields = {};
    let place = 0;
    for (const name of shapes.namesOf(packed[0])) {
      place += 1;
      fields[name] = unpackValue(packed[place] as PackedValue);
    }
    return fields;
  };
  return {
    pack: (fields) => flatText(JSON.stringify(packObject(fields))),
    unpack: (packed) => unpackObject(JSON.parse(packed) as PackedObject),
  };
}

/** What follows the names of an object so far: the next name, and the number of the shape that ends here. */
interface Branch {
  number: number | undefined;
  readonly next: Map<string, Branch>;
}

const branch = (): Branch => ({ number: undefined, next: new Map() });

/** The names of objects, in their order: a tree, so that an object's shape is found name by name and no key has to be made of all. */
function createShapes() {
  const root = branch();
  const shapes: (readonly string[])[] = [];
  const after = (before: Branch, name: string): Branch => {
    const known = before.next.get(name);
    if (known !== undefined) return known;
    const made = branch();
    before.next.set(name, made);
    return made;
  };
  return {
    numberOf(names: readonly string[]): number {
      let reached = root;
      for (const name of names) reached = after(reached, name);
      reached.number ??= shapes.push(names) - 1;
      return reached.number;
    },
    namesOf: (shape: number): readonly string[] => shapes[shape] ?? [],
  };
}

/** Texts get a number when they come a second time. */
function createTexts() {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const once = new Set<string>();
  return {
    pack(text: string): string | PackedText {
      if (text.length < SHORTEST || text.length > LONGEST) return text;
      const known = numbers.get(text);
      if (known !== undefined) return [TEXT, known];
      if (texts.length >= MOST_TEXTS) return text;
      if (!once.delete(text)) {
        if (once.size >= MOST_TEXTS) once.clear();
        once.add(text);
        return text;
      }
      texts.push(text);
      numbers.set(text, texts.length - 1);
      return [TEXT, texts.length - 1];
    },
    at: (number: number): string => texts[number] ?? "",
  };
}
