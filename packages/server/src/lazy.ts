/** A value that is made when it is first asked for. */
export interface Lazy<T> {
  /** The value, made once; a failure to make it is told to everyone who asks. */
  get(): Promise<T>;
  /** As `get`, but undefined when nobody has asked yet. */
  made(): Promise<T> | undefined;
  /** The value itself; undefined while it is not there yet. */
  value(): T | undefined;
}

/** Puts off what a start need not wait for, such as loading a large library. */
export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | undefined;
  let value: T | undefined;
  return {
    get() {
      made ??= make().then((it) => {
        value = it;
        return it;
      });
      return made;
    },
    made: () => made,
    value: () => value,
  };
}
