/** Answers its event as it is. */
export const handler = async (event) => event;
