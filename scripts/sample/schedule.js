import { holidays } from "./phrases/calendar.js";
import { friendsOn } from "./phrases/friends.js";
import { scenes } from "./phrases/scenes.js";
import { DAY, HOUR, MINUTE, dateOf, seconds } from "./time.js";

/** @import { Dice } from "./dice.js" */
/** @import { Friend } from "./phrases/friends.js" */

/**
 * A conversation to be.
 *
 * @typedef {object} Plan
 * @property {number} time
 * @property {number} distance seconds from what was said before, at least
 * @property {number} size in messages
 * @property {Friend} [star] whose birthday it is
 */

const [FIRST_DAY, LAST_DAY] = ["2023-03-01", "2025-02-28"];

/** Messages per conversation, before the total is made to fit. */
const SIZES = [2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 30, 38, 50, 70];

/** How likely a conversation starts in each hour of the day, 0 to 23. */
const WORKDAY_HOURS = [
  1, 0, 0, 0, 0, 1, 3, 9, 10, 5, 4, 4, 11, 9, 4, 3, 4, 7, 11, 13, 15, 13, 8, 3,
];
const WEEKEND_HOURS = [
  3, 1, 0, 0, 0, 0, 1, 3, 7, 11, 12, 11, 8, 7, 7, 8, 9, 9, 10, 10, 11, 10, 7, 5,
];

/** Conversations per day, from Sunday to Saturday: some of these many. */
const CONVERSATIONS = [
  [0, 1, 2, 2, 3, 3, 4, 5],
  [0, 0, 1, 1, 2, 2, 3, 4],
  [0, 0, 1, 1, 1, 2, 2, 3],
  [0, 0, 1, 1, 2, 2, 2, 3],
  [0, 1, 1, 2, 2, 2, 3, 4],
  [1, 1, 2, 2, 3, 3, 4, 5],
  [0, 1, 1, 2, 3, 3, 4, 6],
];

/**
 * Everything that happens, in order: the scenes, and conversations around them that make up the
 * number of rows.
 *
 * @param {number} rows
 * @param {Dice} dice
 */
export function schedule(rows, dice) {
  const scripted = scenes.reduce((sum, { lines }) => sum + lines.length, 0);
  const free = planConversations(dice).filter(({ time }) =>
    scenes.every((scene) => time <= scene.time - 5 * HOUR || time >= scene.time + 20 * MINUTE),
  );
  return [...scenes, ...fitSizes(free, rows - scripted)].sort((a, b) => a.time - b.time);
}

/** @param {Dice} dice */
function planConversations(dice) {
  /** @type {Plan[]} */
  const plans = [];
  let silentUntil = 0;
  for (let day = seconds(FIRST_DAY); day <= seconds(LAST_DAY); day += DAY) {
    const date = dateOf(day);
    const star = friendsOn(date).find(({ birthday }) => date.endsWith(birthday));
    if (star) {
      const time = day + 7 * HOUR + dice.below(HOUR);
      plans.push({ time, distance: 5 * MINUTE, size: 14 + dice.below(12), star });
    }
    const holiday = holidays.some(([first, last]) => date >= first && date <= last);
    if (holiday || day < silentUntil) continue;
    if (dice.chance(3)) silentUntil = day + (2 + dice.below(4)) * DAY;
    else plans.push(...planDay(day, dice));
  }
  return plans.sort((a, b) => a.time - b.time);
}

/**
 * @param {number} day
 * @param {Dice} dice
 */
function planDay(day, dice) {
  const weekday = new Date(day * 1000).getUTCDay();
  const hours = weekday % 6 === 0 ? WEEKEND_HOURS : WORKDAY_HOURS;
  return Array.from({ length: dice.pick(CONVERSATIONS[weekday]) }, () => ({
    time: day + dice.weigh([...hours.keys()], (hour) => hours[hour]) * HOUR + dice.below(HOUR),
    distance: (8 + dice.below(50)) * MINUTE,
    size: dice.pick(SIZES),
  }));
}

/**
 * Scales the sizes so that they add up to the total exactly: rounding the running sum instead of
 * each size leaves no remainder to hand out.
 *
 * @param {Plan[]} plans
 * @param {number} total
 */
function fitSizes(plans, total) {
  const sum = plans.reduce((all, { size }) => all + size, 0);
  let raw = 0;
  let placed = 0;
  const fitted = plans.map((plan) => {
    raw += plan.size;
    const size = Math.floor((raw * total) / sum) - placed;
    placed += size;
    return { ...plan, size };
  });
  return fitted.filter(({ size }) => size > 0);
}
