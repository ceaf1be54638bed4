/** The service could not be reached, or its answer was cut off; `cause` is what the platform said. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

/** One attempt took longer than `timeoutMs`. */
export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
}

/** The answer is not what the protocol promises, e.g. a web page from a wrong address. */
export class UnreadableAnswerError extends Error {
  override readonly name = "UnreadableAnswerError";
}

/** The call cannot be made as it was asked for; nothing was sent. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** There is no access key, and the service is not on this machine. */
export class MissingCredentialsError extends Error {
  override readonly name = "MissingCredentialsError";
}

/** The token endpoint gave no token. */
export class TokenError extends Error {
  override readonly name = "TokenError";
}

/** Some of what was to be removed is still there; `errors` says why, each on its own. */
export class CleanupError extends AggregateError {
  override readonly name = "CleanupError";
}
