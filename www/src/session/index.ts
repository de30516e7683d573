/** Sessions that a person has asked to keep: in the browser's own files of this page, and nowhere else. */
export type { SessionErrorCode } from "./error.js";
export { openSessions } from "./sessions.js";
export type { Kept, Session, SessionInfo } from "./session.js";
