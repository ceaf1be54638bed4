/** Phrases that stand for one preposition or conjunction. */
const plain: readonly (readonly [string, string])[] = [
  ["under the condition that", "provided that"],
  ["on the proviso that", "provided that"],
  ["with the proviso that", "provided that"],
  ["on the understanding that", "provided that"],
  ["on the premise that", "provided that"],
  ["subject to the condition that", "provided that"],
  ["in the event that", "if"],
  ["in situations where", "if"],
  ["in a case where", "if"],
  ["if , and only if ,", "if and only if"],
  ["when , and only when ,", "if and only if"],
  ["only if and when", "only if"],
  ["if and when", "if"],
  ["in the presence of", "with"],
  ["on the basis of", "with"],
  ["on the strength of", "with"],
  ["on presentation of", "with"],
  ["upon presentation of", "with"],
  ["on production of", "with"],
  ["on submission of", "with"],
  ["upon submission of", "with"],
  ["against presentation of", "with"],
  ["accompanied by", "with"],
  ["backed by", "with"],
  ["backed up by", "with"],
  ["in the absence of", "without"],
  ["in absence of", "without"],
  ["for want of", "without"],
  ["unaccompanied by", "without"],
  ["conferred upon", "allowed for"],
  ["conferred on", "allowed for"],
  ["entrusted to", "allowed for"],
  ["of which they are the owner", "they own"],
  ["of which they are the owners", "they own"],
  ["of which they are owners", "they own"],
  ["whose owner they are", "they own"],
  ["whose owners they are", "they own"],
  ["they themselves are", "they are"],
  ["they are themselves", "they are"],
];

/** "any value from 3 to 5" is "from 3 to 5". */
const ranges: readonly (readonly [string, string])[] = [
  "anywhere",
  "anything",
  "any value",
  "any number",
  "any figure",
].flatMap((what) => ["from", "between"].map((from): readonly [string, string] => [`${what} ${from}`, from]));

/** "never more than 10" is "at most 10" behind what it limits. */
const nevers: readonly (readonly [string, string])[] = [
  ["never more than", "at most"],
  ["never over", "at most"],
  ["never above", "at most"],
  ["never beyond", "at most"],
  ["never less than", "at least"],
  ["never fewer than", "at least"],
  ["never under", "at least"],
  ["never below", "at least"],
];

/** Phrases of several words that a sentence says in the place of one that the grammar knows. */
export const longPrepositions: readonly (readonly [string, string])[] = [...plain, ...ranges, ...nevers];
