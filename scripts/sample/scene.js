import { pastedLog } from "./pasted-log.js";

/** @import { scenes } from "./phrases/scenes.js" */
/** @import { Message } from "./transcript.js" */

/**
 * @param {typeof scenes[number]} scene
 * @param {number} start
 * @returns {Message[]}
 */
export function playScene({ lines }, start) {
  let time = start;
  return lines.map(({ gap, author, body }) => {
    time += gap;
    return { time, author, body: spoken(body, time) };
  });
}

/**
 * Some lines are not what they say.
 *
 * @param {string} body
 * @param {number} time
 */
function spoken(body, time) {
  if (body === "(null)") return null;
  if (body === "(empty)") return "";
  return body === "(paste)" ? pastedLog(time) : body;
}
