/** Words of which sentences are made; they name nothing. */
export const grammarWords = new Set(
  (
    "a an the this that these those it its they them their there here we our us you your i is are was were be been being am do does did done " +
    "has have had having may can could should shall must will would might need needs to of for in on at by with from into onto as about " +
    "and or so too also very just more most less than then hence therefore thus please not no never any all every each some " +
    "up out off over under above below between both either neither such own same what which who whose how why get gets got go goes going come"
  ).split(" "),
);
/** With these a sentence is no reason but says when or for what something holds. */
export const restrictingWords = new Set(
  "if unless when whenever where except excepting while until till provided without within during before after otherwise else other others outside inside only instead".split(
    " ",
  ),
);
