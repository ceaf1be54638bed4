import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Cluster___cancel_job",
    description: "Cancel a job",
    properties: {
      jobId: { type: "string" },
      owner: { type: "string", description: "User who submitted the job" },
    },
  },
  {
    action: "Wiki___delete_article",
    description: "Delete an article",
    properties: { articleId: { type: "string" }, authorId: { type: "string" } },
  },
  {
    action: "Garage___return_car",
    description: "Return a car",
    properties: { carId: { type: "string" }, customerId: { type: "string" } },
  },
];
const cancel = (username: string, role: string, owner: string): SentenceCall => [
  "Cluster___cancel_job",
  { jobId: "j", owner },
  { username, role },
];
const remove = (username: string, authorId: string): SentenceCall => [
  "Wiki___delete_article",
  { articleId: "a", authorId },
  { username, role: "x" },
];
const calls = [
  cancel("ann", "x", "ann"),
  cancel("ann", "x", "bob"),
  cancel("ann", "operator", "bob"),
  remove("ann", "ann"),
  remove("ann", "bob"),
];

describe("who has to do with the thing", () => {
  it.each([
    ["Jobs may be cancelled only by their owner", "ADDDD"],
    ["A job can be cancelled by its owner", "ADDDD"],
    [
      "A job may be cancelled only by its owner, meaning that the owner equals the caller's username",
      "ADDDD",
    ],
    ["Jobs can be cancelled by the user who submitted them", "ADDDD"],
    ["Jobs can be cancelled by the user who owns them and by users with role operator", "ADADD"],
    ["Jobs can be cancelled by the owner of the job or by users with role operator", "ADADD"],
    ["Only the owner of a job may cancel it", "ADDDD"],
    ["The owner of a job and users with role operator can cancel it", "ADADD"],
    ["Articles can only be deleted by their author", "DDDAD"],
    ["Only the author of an article may delete it", "DDDAD"],
    ["Users may cancel jobs from their own account only: the owner must be equal to their username", "ADDDD"],
    // an owner need not be the customer, and "the owner" may be a role
    ["Cars can be returned by their owner", "refused"],
    ["Only the owner of a car may return it", "refused"],
    ["Jobs can be cancelled by the owner", "refused"],
    ["Articles can be deleted by the user who approved them", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(verifies("authoring.readings", "are denied what only others may do"), () => {
    expect(decided("Articles may not be deleted by their author", tools, calls, true)).toBe("AAADA");
  });
});
