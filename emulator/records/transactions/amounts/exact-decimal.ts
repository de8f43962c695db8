/**
 * Exact decimals. Almost every amount is a whole number of hundredths or so, which a float holds exactly: those are
 * added and multiplied as such. Whatever does not fit is big.js's, and the results are the same (a property holds it).
 */
import Big from "big.js";

/** Decimals of at most fifteen digits and floats correspond one to one, so the digits found are the number's own. */
const MOST_UNITS = 1e15;
const MOST_PLACES = 15;
const POWERS: readonly number[] = Array.from({ length: MOST_PLACES + 1 }, (_, places) => 10 ** places);
const powerOf = (places: number): number => POWERS[places] ?? Number.NaN;

type Rest = Decimal | number;

export class Decimal {
  /** With `places` digits after the point; of no meaning beside `wide`. */
  private readonly units: number;
  private readonly places: number;
  private readonly wide: Big | undefined;

  private constructor(units: number, places: number, wide?: Big) {
    this.units = units;
    this.places = places;
    this.wide = wide;
  }

  /** The number that a float is written as. */
  static of(value: number): Decimal {
    for (let places = 0; places <= MOST_PLACES; places += 1) {
      const units = Math.round(value * powerOf(places));
      if (!(Math.abs(units) < MOST_UNITS)) break;
      // Never the minus zero that a float has.
      if (units / powerOf(places) === value) return new Decimal(units + 0, places);
    }
    return Decimal.wideOf(new Big(value));
  }

  private static wideOf(value: Big): Decimal {
    return new Decimal(0, 0, value);
  }

  /** Undefined where the result does not fit. */
  private static fitting(units: number, places: number): Decimal | undefined {
    return Number.isSafeInteger(units) && places <= MOST_PLACES ? new Decimal(units + 0, places) : undefined;
  }

  plus(other: Rest): Decimal {
    const added = from(other);
    const places = Math.max(this.places, added.places);
    const units = this.isNarrowBeside(added) ? this.unitsAt(places) + added.unitsAt(places) : Number.NaN;
    return Decimal.fitting(units, places) ?? Decimal.wideOf(this.big().plus(added.big()));
  }

  minus(other: Rest): Decimal {
    return this.plus(from(other).neg());
  }

  times(other: Rest): Decimal {
    const factor = from(other);
    const units = this.isNarrowBeside(factor) ? this.units * factor.units : Number.NaN;
    return (
      Decimal.fitting(units, this.places + factor.places) ?? Decimal.wideOf(this.big().times(factor.big()))
    );
  }

  /** To twenty digits after the point, as big.js does. */
  div(other: Rest): Decimal {
    const divisor = from(other);
    const hundredths = divisor.units === 100 && divisor.places === 0 && this.isNarrowBeside(divisor);
    const percentage = hundredths ? Decimal.fitting(this.units, this.places + 2) : undefined;
    return percentage ?? Decimal.wideOf(this.big().div(divisor.big()));
  }

  neg(): Decimal {
    return this.wide === undefined
      ? new Decimal(0 - this.units, this.places)
      : Decimal.wideOf(this.wide.neg());
  }

  abs(): Decimal {
    return this.lt(0) ? this.neg() : this;
  }

  cmp(other: Rest): number {
    const compared = from(other);
    const places = Math.max(this.places, compared.places);
    const [left, right] = [this.unitsAt(places), compared.unitsAt(places)];
    const isNarrow =
      this.isNarrowBeside(compared) && Number.isSafeInteger(left) && Number.isSafeInteger(right);
    return isNarrow ? Math.sign(left - right) : this.big().cmp(compared.big());
  }

  eq(other: Rest): boolean {
    return this.cmp(other) === 0;
  }

  gt(other: Rest): boolean {
    return this.cmp(other) > 0;
  }

  gte(other: Rest): boolean {
    return this.cmp(other) >= 0;
  }

  lt(other: Rest): boolean {
    return this.cmp(other) < 0;
  }

  lte(other: Rest): boolean {
    return this.cmp(other) <= 0;
  }

  /** Halves go away from zero, so that a refund is the mirror of its sale. */
  round(places: number): Decimal {
    if (this.wide !== undefined) return Decimal.wideOf(this.wide.round(places, Big.roundHalfUp));
    if (this.places <= places) return this;
    const unit = powerOf(this.places - places);
    const rest = this.units % unit;
    const down = (this.units - rest) / unit;
    return new Decimal(Math.abs(rest) * 2 >= unit ? down + Math.sign(rest) : down + 0, places);
  }

  /** The nearest float; never minus zero. */
  toNumber(): number {
    return this.wide === undefined ? this.units / powerOf(this.places) : this.wide.toNumber() + 0;
  }

  private isNarrowBeside(other: Decimal): boolean {
    return this.wide === undefined && other.wide === undefined;
  }

  private unitsAt(places: number): number {
    return this.units * powerOf(places - this.places);
  }

  private big(): Big {
    if (this.wide !== undefined) return this.wide;
    return this.places === 0 ? new Big(this.units) : new Big(this.units).times(new Big(`1e-${this.places}`));
  }
}

const from = (value: Rest): Decimal => (typeof value === "number" ? Decimal.of(value) : value);
