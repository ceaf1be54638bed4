import { createHash } from "node:crypto";
import { CodeRefused, type UploadedFunctions } from "../../uploaded-functions-port.ts";
import { ServiceFault } from "../service.ts";
import { invalidParameter } from "./lambda-faults.ts";
import type { LambdaParts } from "./lambda-parts.ts";

/** Bytes of an archive in a request. Source: Lambda quotas. */
const largest = 50 * 1024 * 1024;

/** An archive that came with a request. */
export interface UploadedCode {
  readonly archive: Uint8Array;
  /** In base64. */
  readonly sha256: string;
}

/** @throws ServiceFault when code may not be uploaded here, is absent, or is too large. */
export function codeOf(
  zipFile: string | undefined,
  { noUploads }: Pick<LambdaParts, "noUploads">,
): UploadedCode {
  refuseUploads(noUploads);
  if (zipFile === undefined) throw invalidParameter("Please provide a source for function code.");
  const archive = Buffer.from(zipFile, "base64");
  // Node leaves out what is no base64; then bytes are missing.
  const expected = Math.floor((zipFile.replace(/={1,2}$/, "").length * 3) / 4);
  if (archive.length !== expected) throw invalidParameter("ZipFile must be an archive in base64.");
  if (archive.length === 0) throw invalidParameter("Uploaded file must be a non-empty zip");
  if (archive.length > largest) {
    const message = `The archive has ${archive.length} bytes; ${largest} are allowed.`;
    throw new ServiceFault("RequestTooLargeException", message, 413);
  }
  return { archive, sha256: createHash("sha256").update(archive).digest("base64") };
}

/** @throws ServiceFault AccessDeniedException */
export function refuseUploads(why: string | undefined): void {
  if (why !== undefined) throw new ServiceFault("AccessDeniedException", why, 403);
}

/** @throws ServiceFault InvalidParameterValueException for an archive that cannot be taken. */
export async function keepCode(uploaded: UploadedFunctions, { archive }: UploadedCode): Promise<void> {
  try {
    await uploaded.keep(archive);
  } catch (error) {
    throw error instanceof CodeRefused ? invalidParameter(error.message) : error;
  }
}
