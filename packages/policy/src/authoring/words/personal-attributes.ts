/** What is said of people in their tokens where a sentence says "users whose … is", beside the usual claims. */
const attributes = new Set(
  (
    "status site office branch company employer nationality citizenship grade rank position seniority shift station store " +
    "district city zone language locale program programme cohort affiliation agency occupation profession specialty speciality " +
    "unit ward squad crew segment membership subscription campus faculty precinct county province"
  ).split(" "),
);

/** Whether the word names what people have, as tokens say it. */
export function isPersonalAttribute(lower: string): boolean {
  return attributes.has(lower);
}
