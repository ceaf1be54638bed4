import { expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Registry___promote_image",
    description: "Promote an image to an environment",
    properties: { image: text, environment: { type: "string", enum: ["dev", "prod"] } },
  },
];
const promote = (image: string, environment: string) =>
  ["Registry___promote_image", { image, environment }] as const;

it.each([
  ["Allow promoting images to dev provided that it is sensible", "refused"],
  ["Block promoting images when it is sensible", "refused"],
  ["Allow promoting images when the environment is set and it is dev", "ADA"],
  ["Block promoting images when the image is deprecated", "refused"],
  ["Block promoting images when the image is pending", "refused"],
  ['Allow promoting images when the image is "base"', "ADD"],
  ["Allow promoting images when the image is base-1 or base-2", "DDA"],
])(
  verifies("authoring.readings", "%s: what a thing is like is not taken for what it is called: %s"),
  (sentence, expected) => {
    expect(
      decided(sentence, tools, [
        promote("base", "dev"),
        promote("sensible", "prod"),
        promote("base-2", "dev"),
      ]),
    ).toBe(expected);
  },
);
