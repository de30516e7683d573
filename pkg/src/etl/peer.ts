import { WindowError } from "../error.js";

/** Imports an optional package that only some files need. */
export async function peer<Module>(name: string, what: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new WindowError("MISSING_PEER", `reading ${what} takes the package ${name}; npm install ${name}`, { cause });
  }
}
