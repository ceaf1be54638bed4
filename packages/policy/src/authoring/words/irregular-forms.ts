/** Forms that no rule makes of their word: the word first, then its other forms. */
const families: readonly string[] = [
  "menu menus",
  "guru gurus",
  "knife knives",
  "shelf shelves",
  "leaf leaves",
  "half halves",
  "wolf wolves",
  "calf calves",
  "loaf loaves",
  "thief thieves",
  "wife wives",
  "man men",
  "woman women",
  "foot feet",
  "tooth teeth",
  "mouse mice",
  "goose geese",
  "quiz quizzes",
  "lens lenses",
  "index indices",
  "matrix matrices",
  "vertex vertices",
  "appendix appendices",
  "criterion criteria",
  "bacterium bacteria",
  "cactus cacti",
  "fungus fungi",
  "axis axes",
  "crisis crises",
  "thesis theses",
  "hypothesis hypotheses",
  "diagnosis diagnoses",
  "movie movies",
  "cookie cookies",
  "zombie zombies",
  "choose chose chosen",
  "break broke broken",
  "speak spoke spoken",
  "steal stole stolen",
  "drive drove driven",
  "ride rode ridden",
  "rise rose risen",
  "begin began begun",
  "ring rang rung",
  "swim swam swum",
  "grow grew grown",
  "throw threw thrown",
  "know knew known",
  "fly flies flew flown",
  "draw drew drawn",
  "eat ate eaten",
  "forbid forbade forbidden",
  "shake shook shaken",
  "wear wore worn",
  "tear tore torn",
  "spend spent",
  "bend bent",
  "lose lost",
  "keep kept",
  "sleep slept",
  "feed fed",
  "lead led",
  "win won",
  "hang hung",
  "dig dug",
  "stick stuck",
  "strike struck",
  "spin spun",
  "bring brought",
  "catch caught",
  "teach taught",
  "seek sought",
  "bind bound",
  "grind ground",
  "find found",
  "tell told",
  "hear heard",
  "lay laid",
  "burn burnt",
  "learn learnt",
  "panic panicked panicking",
  "mimic mimicked mimicking",
];

/** The word that an irregular form in lower case belongs to. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  families.flatMap((family) => {
    const [word = "", ...forms] = family.split(" ");
    return forms.map((form): [string, string] => [form, word]);
  }),
);

const our = /^(colo|favo|labo|harbo|neighbo|hono|flavo|behavio|odo|rumo|vapo|armo|endeavo|humo|savo)ur/;
const re = /^((?:kilo|centi|milli)?(?:met|lit)|cent|theat|fib|calib|lust|sab|spect)re(s?)$/;
const others: ReadonlyMap<string, string> = new Map(
  (
    "cheque check,cheques checks,licence license,licences licenses,programme program,programmes programs,catalogue catalog,catalogues catalogs," +
    "dialogue dialog,dialogues dialogs,tyre tire,tyres tires,defence defense,offence offense,offences offenses,practise practice,practised practiced," +
    "practising practicing,instalment installment,instalments installments,jewellery jewelry,aluminium aluminum,judgement judgment,judgements judgments," +
    "mould mold,moulds molds,kerb curb,kerbs curbs,grey gray,fulfil fulfill,fulfils fulfills"
  )
    .split(",")
    .map((pair): [string, string] => {
      const [british = "", american = ""] = pair.split(" ");
      return [british, american];
    }),
);

/** The word in American spelling: "notarise", "analyse", "colour", "litre", "cheque". */
export function americanSpelling(word: string): string {
  const plain = others.get(word);
  if (plain !== undefined) return plain;
  // "disable" is spelt so everywhere
  if (
    word.length > 6 &&
    !/^(?:dis|mis)able/.test(word) &&
    // "raise", "cruise", "revise" and "advise" are spelt so everywhere, and so "raising" and "revised"
    !/(?:[aou]is|^(?:re|ad|de|super)vis)/.test(word) &&
    /(?:is|ys)(?:e[srd]?|ers|ing|ings|ations?|able)$/.test(word)
  )
    return word.replace(/(i|y)s(e[srd]?|ers|ing|ings|ations?|able)$/, "$1z$2");
  return word.replace(our, "$1r").replace(re, "$1er$2");
}
