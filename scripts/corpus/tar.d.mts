export function filesIn(archive: Uint8Array): ReadonlyMap<string, Buffer>;
