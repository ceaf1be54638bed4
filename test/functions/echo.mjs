/** Answers what it got, so that tests see exactly what reached the tool. */
export const handler = async (event, context) => ({ event, custom: context.clientContext?.custom });
