/** The logs of clients and bouncers of IRC. */
export { hexchat } from "./hexchat.js";
export { sessions } from "./sessions.js";
export { stamped } from "./stamped.js";
export { weechat } from "./weechat.js";
