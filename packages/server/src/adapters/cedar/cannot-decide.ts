/** Cedar refused the request or a stored policy, e.g. a context value it cannot hold. The process is fine. */
export class CannotDecide extends Error {
  override readonly name = "CannotDecide";
}
