export class ExpressionFailed extends Error {
  override readonly name = "ExpressionFailed";
}
