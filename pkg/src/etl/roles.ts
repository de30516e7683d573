import { TEXT_NAME, bareName, isPartitionName, isTimeName } from "../guess.js";

/** What a column of authors is called. */
const AUTHOR_NAME = new RegExp(
  `^(author|from|from[ _-]?user|sender|sent[ _-]?by|created[ _-]?by|user|nick|name|screen|display|role|who|speaker|participant|person|` +
    `autora?|remetente|nome|usu[aá]rio|auteur|absender|mittente)([ _-]?(name|id))?$`,
  "i",
);

/** A member of an object that is someone's name. */
const NAME_MEMBER = /^((display|full|real|user|screen)?[ _-]?name|login|nick)$/i;

/** Whether a column is called as one of authors; `author.name` is, and `author.email` is not. */
export function isAuthorName(name: string): boolean {
  const parts = bareName(name).split(".");
  if (parts.length === 1) return AUTHOR_NAME.test(parts[0]!);
  return parts.slice(0, -1).every((part) => AUTHOR_NAME.test(part)) && NAME_MEMBER.test(parts.at(-1)!);
}

/** Whether a column is called as one of authors or of texts. */
export const isRoleName = (name: string): boolean => isAuthorName(name) || TEXT_NAME.test(bareName(name));

/** Whether a member of a wrapped record is called as a column of any role. */
export function isWrappedRole(name: string): boolean {
  const bare = bareName(name);
  return isWrappedTime(name) || (bare !== name && (isRoleName(name) || isPartitionName(bare)));
}

/** Whether a member of a wrapped record is called as a column of times. */
export function isWrappedTime(name: string): boolean {
  const bare = bareName(name);
  return bare !== name && isTimeName(bare);
}
