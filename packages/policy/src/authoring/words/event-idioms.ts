/** What is done takes place: the verbs of it, as infinitives and with "s". */
const events: readonly (readonly [string, string])[] = [
  ["take place", "takes place"],
  ["happen", "happens"],
  ["occur", "occurs"],
  ["go ahead", "goes ahead"],
  ["proceed", "proceeds"],
];

/** "may not take place", "happens only", said as "is forbidden", "is only allowed". */
export const eventIdioms: readonly (readonly [string, string])[] = events.flatMap(
  ([plain, third]): readonly (readonly [string, string])[] => [
    ...["may", "can"].flatMap((modal): readonly (readonly [string, string])[] => [
      [`${modal} ${plain}`, "is allowed"],
      [`${modal} only ${plain}`, "is only allowed"],
      [`${modal} ${plain} only`, "is only allowed"],
    ]),
    [`must only ${plain}`, "is only allowed"],
    [`should only ${plain}`, "is only allowed"],
    [`${third} only`, "is only allowed"],
    [`only ${third}`, "is only allowed"],
    ...["may not", "can not", "must not", "shall not", "should not", "may never", "must never"].map(
      (modal): readonly [string, string] => [`${modal} ${plain}`, "is forbidden"],
    ),
    [`does not ${plain}`, "is forbidden"],
    [`do not ${plain}`, "are forbidden"],
  ],
);

/** The same of a sentence that begins with "no": "no correction goes out without a note". */
export const eventsBehindNo: readonly string[] = [
  ...events.flat(),
  "goes out",
  "go out",
  "goes through",
  "go through",
];
