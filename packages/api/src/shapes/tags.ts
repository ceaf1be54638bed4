import { list } from "../constraints/list.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { tagKey, tagMap } from "./common.ts";

const resourceArn = text({
  min: 20,
  max: 1011,
  pattern: "arn:(?:[^:]+)?:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:([a-z-]+/[^/]+)(?:/[a-z-]+/[^/]+)*",
});

/** TagResource. */
export const tagResource = structure({ resourceArn, tags: tagMap });

/** UntagResource. */
export const untagResource = structure({ resourceArn, tagKeys: list(tagKey, { min: 0, max: 50 }) });

/** ListTagsForResource. */
export const listTagsForResource = structure({ resourceArn });
