import type { Requirement } from "./requirement.ts";

export const sigv4Requirements = [
  {
    id: "sigv4.vectors",
    source: "AWS, Signature Version 4 test suite",
    sentence: "Every request of AWS's test suite for Signature Version 4 is verified as AWS signs it.",
  },
  {
    id: "sigv4.refused",
    source: "AWS IAM user guide, Signature Version 4 for API requests; Common Errors",
    sentence:
      "A request whose secret, Region, date, body, header, path or query is another than was signed is refused with AWS's error.",
  },
] as const satisfies readonly Requirement[];
