/** A mistake the user can mend: shown as its sentence, without a stack. Exit code 2. */
export class CliError extends Error {
  override readonly name = "CliError";
}
