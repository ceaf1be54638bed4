const base =
  "accept affect annoy apply arrive ask attract bark become begin believe belong bite bleed blow boil break breathe bring build burn buy carry catch cause " +
  "change choke clog collapse come compete complain confuse consider contain cost cover crack crash cry cut damage delay depend deserve destroy " +
  "die disappear disturb draw dread drink drive drop drown earn eat employ enjoy exist expect expire explode fade fail fall fear feed feel fight fill find fit flood flow fly " +
  "forget freeze frighten gather get give grow guarantee handle happen hate have hear help hit hurt hunt interrupt jump kill know lack last lay lead leak learn leave " +
  "lie lift like listen live load lose love matter mean melt merge mind miss mix move need notice object occur operate overheat owe pass pay perish poison pollute " +
  "prefer produce promise protect qualify rain raise reach react read rely remember repay report return ride ring rise risk roam rot run rust scare see seem sell serve shake share " +
  "shine shrink sink sleep slip slow smell smoke snow sound speak spend spill spoil spread starve steal stick stink struggle suffer suspect swim take talk " +
  "taste tear tell think tip tire touch travel trip trust try turn use vanish vary visit vote wake walk want warn waste watch wear weigh win wish work worry";
const irregular =
  "is are was were has had does did been became began bit bled blew broke brought built bought caught chose came cut drew drank drove drowned ate fell fed felt fought found flew froze got gave grew " +
  "hurt knew led left lay lost meant met paid ran rose saw sold sent shook shrank sank slept spoke spent spread stole stuck stank took taught tore told thought woke wore won wrote";

const forms = new Set([
  ...irregular.split(" "),
  ...base
    .split(" ")
    .flatMap((verb) => [
      verb,
      /(?:s|x|z|ch|sh|o)$/.test(verb)
        ? `${verb}es`
        : /[^aeiou]y$/.test(verb)
          ? `${verb.slice(0, -1)}ies`
          : `${verb}s`,
      verb.endsWith("e") ? `${verb}d` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`,
    ]),
]);

/**
 * Whether the word is a form, with a subject before it, of a verb with which people tell how things are; those with which they also
 * rule, as in "passenger trains stay in the depot", are left out.
 */
export function isTellingVerb(lower: string): boolean {
  return forms.has(lower);
}
