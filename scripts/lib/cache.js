import { homedir } from "node:os";
import { join } from "node:path";

/** The folder of what takes long to make: outside the repository, for fresh clones to share. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "windrow");
