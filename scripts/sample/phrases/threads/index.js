import { lines } from "../notation.js";
import { allotment } from "./allotment.js";
import { birthday } from "./birthday.js";
import { cook } from "./cook.js";
import { daily } from "./daily.js";
import { football } from "./football.js";
import { hike } from "./hike.js";
import { move } from "./move.js";
import { tech } from "./tech.js";

/**
 * @typedef {object} Plot what a stretch of conversation is about
 * @property {string} kind decides what follows what
 * @property {Record<string, string[]>} lines by what one does by saying them
 * @property {{ question: string, answers: string[] }[]} questions
 */

/**
 * Lines start with what they are: `+` opens, `-` anyone says, `?` asks (and `//` answers), `!`
 * advises, `~` tells how the advice turned out.
 *
 * @param {[string, string]} entry
 * @returns {Plot}
 */
function plot([kind, text]) {
  /** @param {string} mark */
  const marked = (mark) =>
    lines(text)
      .filter((line) => line.startsWith(mark))
      .map((line) => line.slice(2));
  return {
    kind,
    lines: { open: marked("+"), talk: marked("-"), advice: marked("!"), tried: marked("~") },
    questions: marked("?").map((line) => {
      const [question, ...answers] = line.split(" // ");
      return { question, answers };
    }),
  };
}

const topics = { allotment, birthday, cook, daily, football, hike, move, tech };

/** By topic. */
export const plots = new Map(
  Object.entries(topics).map(([topic, texts]) => [topic, Object.entries(texts).map(plot)]),
);
