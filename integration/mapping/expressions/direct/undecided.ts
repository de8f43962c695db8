/** Thrown where the direct way does not know the answer. One object, since to collect a stack would cost more than the answer. */
const UNDECIDED = new Error("JSONata decides this");

export function undecided(): never {
  throw UNDECIDED;
}
