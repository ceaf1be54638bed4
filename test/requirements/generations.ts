import type { Requirement } from "./requirement.ts";

export const generationRequirements = [
  {
    id: "generations.lifecycle",
    source: "AWS API reference: StartPolicyGeneration; AWS SDK waiter PolicyGenerationCompleted",
    sentence:
      "A generation answers GENERATING and becomes GENERATED; the SDK's waiter and paginators work on it.",
  },
  {
    id: "generations.assets",
    source: "AWS API reference: PolicyGenerationAsset",
    sentence:
      "Each requirement of a text is one asset with its words, its policy where there is one, and findings.",
  },
  {
    id: "generations.findings",
    source: "AWS API reference: Finding; Toolgate, policies from plain language",
    sentence:
      "An asset is judged by itself; one that lets everyone do everything is ALLOW_ALL and never VALID.",
  },
  {
    id: "generations.promote",
    source: "AWS API reference: PolicyDefinition, policyGeneration",
    sentence: "CreatePolicy and UpdatePolicy take an asset by its id and store its statement.",
  },
  {
    id: "generations.refused",
    source:
      "AWS guide, Policy Integration Examples: invalid generation name; AWS API reference: StartPolicyGeneration",
    sentence: "Names with hyphens, texts of the wrong length and unknown engines or gateways are refused.",
  },
  {
    id: "generations.repeat",
    source: "AWS API reference: StartPolicyGeneration, clientToken",
    sentence: "The same request with the same token starts one generation.",
  },
  {
    id: "generations.kept",
    source: "AWS guide: policy generation, generated assets are kept seven days",
    sentence: "A generation and its assets are gone after seven days, and with their engine.",
  },
  {
    id: "generations.restart",
    source: "Toolgate, policies from plain language",
    sentence:
      "A generation goes on after a restart, and is given up when the server stopped three times at it.",
  },
  {
    id: "generations.failure",
    source: "Toolgate, policies from plain language",
    sentence:
      "A translator that fails, or finds nothing or too much, leaves GENERATE_FAILED with the reason.",
  },
  {
    id: "generations.bounds",
    source: "Toolgate, every input has a limit",
    sentence: "An engine keeps 1,000 generations, and 50 at work, at most.",
  },
  {
    id: "generations.permission",
    source: "AWS guide: ManageResourceScopedPolicy; Toolgate, callers",
    sentence: "A policy made of an asset needs the permission that its statement would need.",
  },
  {
    id: "generations.model",
    source: "Toolgate, policies from plain language: the model option",
    sentence:
      "A model of the configuration answers in a form of the gateway's tools, arguments and operators; what it answers is checked like any policy.",
  },
  {
    id: "generations.model-providers",
    source: "Toolgate, policies from plain language: the model option",
    sentence:
      "OpenAI, Anthropic and Amazon Bedrock are asked each by its own protocol, with the keys of the environment.",
  },
  {
    id: "generations.model-repair",
    source: "Toolgate, policies from plain language: the model option",
    sentence: "A wrong answer goes back with its exact error, three times at most.",
  },
  {
    id: "generations.model-hostile",
    source: "Toolgate, policies from plain language: the model option",
    sentence: "An answer that is no form, too large, endless or too wide never becomes a valid policy.",
  },
  {
    id: "generations.model-invents",
    source: "Toolgate, policies from plain language: the model option",
    sentence: "A number, a value or a claim that the requirement does not say is taken from no model.",
  },
  {
    id: "generations.model-data",
    source: "Toolgate, policies from plain language: the model option",
    sentence:
      "Descriptions of tools and the user's text reach the model as JSON strings in the user message alone.",
  },
  {
    id: "generations.cli",
    source: "Toolgate, policies from plain language: the command line",
    sentence:
      "npx toolgate policy generate shows each requirement, its policy, its findings and what it changes, and exits with 1 when one is not valid.",
  },
  {
    id: "generations.cli-apply",
    source: "Toolgate, policies from plain language: the command line",
    sentence: "--apply asks first, and creates the policies without findings alone.",
  },
  {
    id: "generations.sdk",
    source: "AWS guide, Policy Integration Examples: Using the Policy Authoring Service",
    sentence: "generatePolicy with fetchAssets gives the generated policies, in TypeScript and in Python.",
  },
] as const satisfies readonly Requirement[];
