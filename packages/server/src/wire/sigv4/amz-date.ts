/** Milliseconds of an ISO-8601 basic instant such as `20150830T123600Z`, or undefined for anything else. */
export function parseAmzDate(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // A day that no month has would be read as the first of the next.
  return Number.isNaN(instant) || formatAmzDate(instant) !== text ? undefined : instant;
}

/** The other direction, whole seconds. */
export function formatAmzDate(millis: number): string {
  return new Date(millis).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
