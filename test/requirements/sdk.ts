import type { Requirement } from "./requirement.ts";

export const sdkRequirements = [
  {
    id: "sdk.signs",
    source: "IAM user guide, Signature Version 4",
    sentence: "The TypeScript clients sign requests as AWS's published vectors have it",
  },
  {
    id: "sdk.environment",
    source: "AWS SDKs and Tools Reference, environment variables",
    sentence: "The TypeScript clients take addresses, Region and keys from the variables that the AWS SDKs read",
  },
] as const satisfies readonly Requirement[];
