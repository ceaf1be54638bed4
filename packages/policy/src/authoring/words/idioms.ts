import { eventIdioms } from "./event-idioms.ts";
import { longPrepositions } from "./long-prepositions.ts";

/** Words of a sentence, and those that are read in their place; none where they say nothing. */
export interface Idiom {
  readonly words: readonly string[];
  readonly say: readonly string[];
}

/** Phrases and the words that say the same in one way, so that the grammar has to know only those. */
const idioms: readonly (readonly [string, string])[] = [
  ["has to", "must"],
  ["have to", "must"],
  ["needs to be", "must be"],
  ["need to be", "must be"],
  ["ought to", "must"],
  ["needs to have", "must have"],
  ["need to have", "must have"],
  ["needs to hold", "must have"],
  ["need to hold", "must have"],
  ["is a job for", "is for"],
  ["is a task for", "is for"],
  ["is something for", "is for"],
  ["is to be", "must be"],
  ["are to be", "must be"],
  ["is not to be", "must not be"],
  ["are not to be", "must not be"],
  ["is never to be", "must never be"],
  ["are never to be", "must never be"],
  ["never ever", "never"],
  ["never , ever", "never"],
  ["never again", "never"],
  ["in no case", "never"],
  ["on no account", "never"],
  ["under no circumstances", "never"],
  ["in no circumstances", "never"],
  ["off limits", "forbidden"],
  ["off limit", "forbidden"],
  ["made out of", "made of"],
  ["out of bounds", "forbidden"],
  ["out of the question", "forbidden"],
  ["taboo", "forbidden"],
  ["a taboo", "forbidden"],
  ["verboten", "forbidden"],
  ["a no-go", "forbidden"],
  ["no-go", "forbidden"],
  ["a no go", "forbidden"],
  ["unacceptable", "forbidden"],
  ["impermissible", "forbidden"],
  ["inadmissible", "forbidden"],
  ["interdicted", "forbidden"],
  ["vetoed", "forbidden"],
  ["against the rules", "forbidden"],
  ["against the policy", "forbidden"],
  ["against policy", "forbidden"],
  ["contrary to policy", "forbidden"],
  ["unlawful", "forbidden"],
  ["permissible", "allowed"],
  ["admissible", "allowed"],
  ["all right", "allowed"],
  ["alright", "allowed"],
  ["whoever", "everyone who"],
  ["whosoever", "everyone who"],
  ["any person who", "everyone who"],
  ["those who", "everyone who"],
  ["each person who", "everyone who"],
  ["only your own", "their own"],
  ["only their own", "their own"],
  ["only his own", "his own"],
  ["only her own", "her own"],
  ["your", "their"],
  ["yourself", "themselves"],
  ["exclusively", "only"],
  ["alone", "only"],
  ["exclusive to", "reserved for"],
  ["reserved to", "reserved for"],
  ["save for", "except"],
  ["save where", "except where"],
  ["save when", "except when"],
  ["save if", "except if"],
  ["is a no ,", "is forbidden ,"],
  ["is a no .", "is forbidden ."],
  ["save by users", "except by users"],
  ["save by members", "except by members"],
  ["come without a", "have no"],
  ["come without any", "have no"],
  ["come without", "have no"],
  ["comes without a", "has no"],
  ["comes without any", "has no"],
  ["comes without", "has no"],
  ["meant for", "for"],
  ["intended for", "for"],
  ["destined for", "for"],
  ["is needed", "is required"],
  ["are needed", "are required"],
  ["is necessary", "is required"],
  ["are necessary", "are required"],
  ["is compulsory", "is required"],
  ["is obligatory", "is required"],
  ["is mandatory", "is required"],
  ["are compulsory", "are required"],
  ["are obligatory", "are required"],
  ["are mandatory", "are required"],
  ["compulsory", "mandatory"],
  ["obligatory", "mandatory"],
  ["as well as", "and"],
  ["none of the", "no"],
  ["none of our", "no"],
  ["not a single", "no"],
  ["there shall be no", "no"],
  ["there must be no", "no"],
  ["there should be no", "no"],
  ["there will be no", "no"],
  ["our", "the"],
  ["flag is set", "flag is true"],
  ["flag is not set", "flag is not true"],
  ["flag is unset", "flag is not true"],
  ["flag has been set", "flag is true"],
  ["flag has not been set", "flag is not true"],
  ["is on this list :", "is one of"],
  ["is on the list :", "is one of"],
  ["is on the following list :", "is one of"],
  ["is in this list :", "is one of"],
  ["is in the following list :", "is one of"],
];

/** "leads to a denial of", "results in rejection": what happens to calls, as a noun. */
const consequences: readonly (readonly [string, string])[] = [
  ["lead to", "be"],
  ["leads to", "is"],
  ["result in", "be"],
  ["results in", "is"],
  ["end in", "be"],
  ["ends in", "is"],
  ["mean", "be"],
  ["means", "is"],
  ["cause", "be"],
  ["causes", "is"],
].flatMap(([verb = "", be = ""]) =>
  ["", "a ", "the "].flatMap((article) =>
    ["denial", "rejection", "refusal"].flatMap((noun): (readonly [string, string])[] => [
      [`${verb} ${article}${noun} of`, `${be} denied for`],
      [`${verb} ${article}${noun}`, `${be} denied`],
    ]),
  ),
);

/** "both figures included", "with the boundaries excluded": whether the ends of a range belong to it. */
const rangeEnds: readonly (readonly [string, string])[] = [
  "",
  "the ",
  "both ",
  "both the ",
  "with both ",
  "with the ",
]
  .flatMap((all) =>
    ["ends", "bounds", "boundaries", "limits", "figures", "numbers", "values", "endpoints", "extremes"].map(
      (noun) => `${all}${noun}`,
    ),
  )
  .flatMap((phrase): (readonly [string, string])[] => [
    [`${phrase} included`, "inclusive"],
    [`${phrase} inclusive`, "inclusive"],
    [`${phrase} are included`, "inclusive"],
    [`${phrase} excluded`, "exclusive"],
    [`${phrase} are excluded`, "exclusive"],
  ]);

/** Words that certainly say nothing about what is decided; not behind "not". */
const silent: readonly string[] = [
  "also",
  "additionally",
  "in addition",
  "likewise",
  "furthermore",
  "moreover",
  "always",
  "in general",
  "as well",
  "under any circumstances",
  "under all circumstances",
  "in all cases",
  "in every case",
  "in any case",
  "in any event",
  "at any time",
  "at all times",
  "at all",
  "whatsoever",
  "without exception",
  "no matter what",
  "no matter who asks",
  "regardless of who asks",
  "whoever asks",
  "whoever the caller is",
  "no matter who the caller is",
  "no matter who calls",
  "regardless of who the caller is",
  "regardless of who calls",
  "of course",
  "for now",
  "from now on",
  "as a rule",
  "however ,",
  "that said ,",
  "nevertheless ,",
  "even so ,",
];

const byFirst = new Map<string, Idiom[]>();
for (const [phrase, say] of [
  ...idioms,
  ...consequences,
  ...rangeEnds,
  ...eventIdioms,
  ...longPrepositions,
  ...silent.map((each): readonly [string, string] => [each, ""]),
]) {
  const words = phrase.split(" ");
  const [first = ""] = words;
  byFirst.set(first, [...(byFirst.get(first) ?? []), { words, say: say === "" ? [] : say.split(" ") }]);
}
for (const each of byFirst.values()) each.sort((a, b) => b.words.length - a.words.length);

/** The idioms that begin with the word, longest first. */
export function idiomsFrom(word: string): readonly Idiom[] {
  return byFirst.get(word) ?? [];
}
