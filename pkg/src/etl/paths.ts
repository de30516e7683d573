/** The folder of a path, with its last slash; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** The name of a file without its folder. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
