/** Wraps the description as AWS's PATCH operations take it: `{optionalValue}`, or `{}` for `null`, which clears it. */
export function patchDescription<Input extends { readonly description?: string | null | undefined }>(
  input: Input,
): Omit<Input, "description"> & { readonly description?: { readonly optionalValue?: string } } {
  const { description, ...rest } = input;
  if (description === undefined) return rest;
  return { ...rest, description: description === null ? {} : { optionalValue: description } };
}
