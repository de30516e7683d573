/**
 * How a kind of thread goes.
 *
 * @typedef {object} Kind
 * @property {string[]} acts what is said in it; the more often it is listed, the likelier
 * @property {string} openersTalk what is left to those who open it if the others do the talking
 * @property {[number, number]} hours first and last, outside of which it makes no sense
 * @property {boolean} hasty nobody has the patience to write much
 */

/** @type {Kind} */
const USUAL = {
  acts: ["talk", "talk", "talk", "talk", "talk", "talk", "ask", "ask", "agree"],
  openersTalk: "talk",
  hours: [0, 24],
  hasty: false,
};

/** @type {Record<string, Partial<Kind>>} */
const KINDS = {
  plan: { acts: ["in", "in", "in", "out", "ask", "ask", "talk", "talk", "talk"] },
  news: { acts: ["cheer", "cheer", "ask", "ask", "talk", "talk", "talk"], openersTalk: "own" },
  help: { acts: ["advice", "advice", "advice", "sympathy", "ask", "talk"], openersTalk: "tried" },
  debate: { acts: ["agree", "disagree", "disagree", "ask", "talk", "talk", "talk", "talk"] },
  live: { acts: ["talk", "talk", "talk", "talk", "talk", "ask"], hours: [15, 22], hasty: true },
  wish: { acts: ["talk", "talk", "talk", "talk", "talk", "ask"], hasty: true },
  animal: { openersTalk: "own" },
  work: { openersTalk: "own" },
  lost: { openersTalk: "aside" },
  link: { openersTalk: "aside" },
  sleep: { hours: [0, 10] },
};

/**
 * @param {string} name
 * @returns {Kind}
 */
export const kindOf = (name) => ({ ...USUAL, ...KINDS[name] });

/**
 * What is said next where the kind of thread alone does not decide.
 *
 * @type {Record<string, string[]>}
 */
export const NEXT_ACTS = {
  advice: ["tried", "tried", "tried", "advice", "talk", "thanks"],
  tried: ["advice", "advice", "sympathy", "talk"],
};

/** Acts that one does only once in a thread, and not in one's own. */
export const ONCE = new Set(["in", "out", "cheer", "sympathy"]);
