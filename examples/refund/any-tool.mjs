/** Stands for any tool: it answers what it was asked. */
export const handler = async (event) => ({ asked: event });
