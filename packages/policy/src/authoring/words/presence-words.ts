/** Words that say an argument is given. */
export const givenWords = [
  "filled in",
  "filled out",
  "on file",
  "on record",
  "in place",
  "handed in",
  "asked for",
  "provided",
  "given",
  "specified",
  "present",
  "included",
  "supplied",
  "set",
  "stated",
  "filled",
  "attached",
  "entered",
  "named",
  "mentioned",
  "quoted",
  "noted",
  "documented",
  "recorded",
  "indicated",
  "requested",
  "asked",
  "there",
];

/** Words that say an argument is not given. */
export const absentWords = ["left out", "left off", "missing", "absent", "omitted", "lacking"];

/** Words that say a text has nothing in it, or is not given. */
export const emptyWords = ["left blank", "left empty", "blank", "empty"];

/** What stands between an argument and such a word. */
export const presenceVerbs = [
  "has to be",
  "have to be",
  "needs to be",
  "need to be",
  "has been",
  "have been",
  "had been",
  "must be",
  "should be",
  "is",
  "are",
  "was",
  "were",
  "gets",
  "has",
  "have",
  "must",
];

/** What callers who are spoken of do as well: "they have role x and provide a reason". */
const givings = ["provide", "give", "specify", "supply", "enter", "include", "attach"].flatMap((verb) =>
  ["a", "an", "the"].flatMap((article) => [`${verb} ${article}`, `they ${verb} ${article}`]),
);

/** What says that a call has an argument. */
export const havings = [
  ...givings,
  "there is",
  "there are",
  "there was",
  "it has",
  "it includes",
  "they include",
  "they provide",
  "they state",
  "they give",
  "they have",
  "the user provides",
  "the user gives",
  "the user states",
  "the user enters",
  "the caller provides",
  "the caller gives",
  "the caller states",
  "the caller enters",
  "the request includes",
  "the call includes",
  "the request has",
  "the call has",
  "the request contains",
  "the call contains",
  "comes with",
  "come with",
  "which have",
  "which has",
  "that have",
  "that has",
  "including",
  "having",
  "giving",
  "stating",
  "providing",
  "have",
  "has",
  "with",
];

/** What says that a call has not. */
export const lackings = [
  "without giving",
  "without stating",
  "without providing",
  "without specifying",
  "without naming",
  "without entering",
  "without including",
  "without having",
  "without",
  "there is no",
  "there are no",
  "there was no",
  "it has no",
  "they have no",
  "it does not have",
  "they do not have",
  "they do not provide",
  "they do not give",
  "do not provide",
  "do not give",
  "provide no",
  "give no",
  "does not have",
  "do not have",
  "does not include",
  "do not include",
  "does not come with",
  "do not come with",
  "the user does not provide",
  "the user does not give",
  "the user does not state",
  "the caller does not provide",
  "the caller does not give",
  "the caller does not state",
  "the request does not include",
  "the call does not include",
  "the request has no",
  "the call has no",
  "not giving",
  "not stating",
  "not having",
  "with no",
  "has no",
  "have no",
  "having no",
  "giving no",
  "lacks",
  "lack",
  "lacking",
  "that lack",
  "that lacks",
  "missing",
  "no",
];

/** Words that may follow when no more is said of an argument's presence. */
export const followsPresence = new Set(
  "and or but nor when whenever if unless except only provided then otherwise else while where before after during for in from under over above below up at with without to must may can cannot should shall will is are".split(
    " ",
  ),
);

/** Words at which a list of arguments ends. */
export const endsArguments = new Set(
  "when if unless except only for where whose but nor then otherwise else must may can cannot should shall will".split(
    " ",
  ),
);

/** Whether the word alone says that something is given or not. */
export function isPresenceWord(text: string): boolean {
  return [...givenWords, ...absentWords, ...emptyWords].includes(text.toLowerCase());
}
