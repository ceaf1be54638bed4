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
  {
    id: "callers.signed",
    source: "Toolgate, who may call the control plane",
    sentence: "Once there is an access key, clients that sign with it work as before.",
  },
  {
    id: "callers.refused",
    source: "AWS, Common Errors",
    sentence: "A signature that does not verify reaches the AWS SDK as AWS's own exception.",
  },
  {
    id: "callers.unsigned",
    source: "Toolgate, who may call the control plane",
    sentence: "Once there is an access key, no call of the control plane goes without a verified signature.",
  },
  {
    id: "callers.reader",
    source: "AWS IAM user guide, access denied error messages",
    sentence: "A caller is held to their own policies, and told the action and resource that they lack.",
  },
  {
    id: "callers.cli",
    source: "Toolgate, who may call the control plane",
    sentence: "The command line signs with the access key of its environment.",
  },
] as const satisfies readonly Requirement[];
