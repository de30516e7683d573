import { list } from "./notation.js";

/**
 * @typedef {object} Friend
 * @property {string} name
 * @property {string} since the day of joining
 * @property {[string, string]} [away] left on the first day, was back on the second
 * @property {string} birthday
 * @property {number} chatty weight in who speaks next
 * @property {string} starts topics brought up more often than others do
 * @property {string} knows topics asked about
 * @property {boolean} [lower] starts sentences in lower case
 * @property {string} [tongue] the language slipped into now and then
 * @property {string[]} emoji
 */

/** @type {Friend[]} */
export const friends = [
  {
    name: "Noor", birthday: "05-21", since: "2023-03-01",
    starts: "allotment hike daily", knows: "allotment",
    chatty: 10, emoji: list("🌱 | 😊 | 🙏🏽 | 👩🏽‍🌾 | ❤️ | 🙈"),
  },
  {
    name: "Ilse", birthday: "11-02", since: "2023-03-19",
    starts: "move tech daily", knows: "move",
    chatty: 8, lower: true, tongue: "german", emoji: list("😅 | 🚲 | 🙃 | ☕️ | 🤷🏻‍♀️"),
  },
  {
    name: "Mateus", birthday: "01-17", since: "2023-03-01",
    starts: "football daily", knows: "football",
    chatty: 9, lower: true, tongue: "portuguese", emoji: list("⚽️ | 🇵🇹 | 😂 | 🔥 | 🤦🏽‍♂️ | 💚"),
  },
  {
    name: "Haruka", birthday: "09-08", since: "2023-03-01",
    starts: "cook", knows: "cook",
    chatty: 7, tongue: "japanese", emoji: list("🍜 | ✨ | 🙇🏻‍♀️ | 😋 | 🌸 | 🍙"),
  },
  {
    name: "Lin", birthday: "12-12", since: "2023-03-04",
    starts: "move", knows: "tech",
    chatty: 7, lower: true, tongue: "chinese", emoji: list("🤖 | 😎 | 🧑🏻‍💻 | 👀 | 🫠"),
  },
  {
    name: "Oleksa", birthday: "02-26", since: "2023-03-01",
    starts: "hike football", knows: "hike tech",
    chatty: 5, tongue: "ukrainian", emoji: list("🏔️ | 🇺🇦 | 👌🏼 | 🧗🏼‍♂️ | 😄"),
  },
  {
    name: "Salma", birthday: "07-05", since: "2023-03-01",
    starts: "cook daily allotment", knows: "cook",
    chatty: 8, tongue: "arabic", emoji: list("🌶️ | 😍 | 🤲🏾 | 😂 | 🌙 | 🙋🏾‍♀️"),
  },
  {
    name: "Jörg", birthday: "04-30", since: "2023-03-01", away: ["2024-02-11", "2024-02-19"],
    starts: "hike tech", knows: "hike",
    chatty: 4, tongue: "german", emoji: list("👴🏼 | 👍🏼 | 🥾 | 🍺"),
  },
  {
    name: "Tunde", birthday: "06-14", since: "2023-09-24",
    starts: "football cook", knows: "football cook",
    chatty: 8, emoji: list("😂 | 🙌🏿 | 🇳🇬 | 💪🏿 | 🧑🏿‍🍳 | 👏🏿"),
  },
];

/** @param {string} date */
export const friendsOn = (date) =>
  friends.filter(
    ({ since, away }) => date >= since && !(away && date >= away[0] && date <= away[1]),
  );
