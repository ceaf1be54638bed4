import { translate, vocabularyOf } from "@toolgate/policy";
import { type PolicyTranslator, TranslationFailed } from "../../authoring-port.ts";

/** Controlled English, without a network: the same text and tools always give the same policies. */
export function builtInTranslator(): PolicyTranslator {
  return {
    async translate(text, { tools, gatewayArn, claims }) {
      if (tools.length === 0) {
        throw new TranslationFailed(
          `The gateway ${gatewayArn} has no tools yet, and sentences are about its tools: create a target first, then send the text again.`,
        );
      }
      return translate(text, vocabularyOf(tools, { gatewayArn, claims }));
    },
  };
}
