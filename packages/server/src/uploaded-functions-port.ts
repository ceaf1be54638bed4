/** Functions that were uploaded by Lambda's API, as the server runs them. */

/** A function as it is run. */
export interface UploadedFunction {
  /** Without a version. */
  readonly arn: string;
  /** Another one means that running processes are of yesterday. */
  readonly revision: string;
  readonly runtime: string;
  readonly handler: string;
  /** SHA-256 of the archive, in base64. */
  readonly codeSha256: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Why it cannot run whatever the machine has. */
  readonly broken?: string | undefined;
}

/** An archive that cannot be taken; the message says why. */
export class CodeRefused extends Error {
  override readonly name = "CodeRefused";
}

/** Keeps and runs them. */
export interface UploadedFunctions {
  /**
   * Checks an archive and keeps it, on the disk when this resolves.
   * @throws CodeRefused
   */
  keep(archive: Uint8Array): Promise<void>;
  /** These are the functions from now on; archives that none of them has are removed. */
  replace(functions: readonly UploadedFunction[]): Promise<void>;
  /** Why this machine cannot run the runtime; undefined when it can. */
  problemOf(runtime: string): Promise<string | undefined>;
}

/** A call by Lambda's own Invoke, of a function that runs here: registered in the configuration file, or uploaded. */
export interface LocalInvocation {
  readonly arn: string;
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  /** In base64, as it was sent; empty for none. */
  readonly clientContext: string;
  readonly wantsLog: boolean;
  /** What the function may take, where that is known, for the words of its timeout. */
  readonly timeoutSeconds: number | undefined;
}

/** How such a call ended. */
export type LocalOutcome =
  /** No function of that ARN runs here. */
  | { readonly kind: "unknown" }
  | { readonly kind: "result"; readonly payload: string; readonly printed: string }
  /** The function's error, JSON text. */
  | { readonly kind: "error"; readonly payload: string; readonly printed: string }
  /** There is no room for it now. */
  | { readonly kind: "throttled"; readonly why: string }
  | { readonly kind: "unavailable"; readonly why: string };

/** Functions that run here. */
export interface LocalFunctions {
  /** Registered in the configuration file, which outranks what is uploaded. */
  isRegistered(arn: string): boolean;
  invokeHere(invocation: LocalInvocation): Promise<LocalOutcome>;
}
