/**
 * When a topic is in the air, how much, and whose it is.
 *
 * @type {{ topic: string, from: string, to: string, weight: number, by?: string }[]}
 */
export const seasons = [
  { topic: "daily", from: "2023-03-01", to: "2025-02-28", weight: 5 },
  { topic: "tech", from: "2023-03-01", to: "2025-02-28", weight: 2 },
  { topic: "hike", from: "2023-03-01", to: "2023-06-30", weight: 6 },
  { topic: "football", from: "2023-03-01", to: "2023-05-31", weight: 2 },
  { topic: "move", from: "2023-06-10", to: "2023-09-20", weight: 12, by: "Ilse" },
  { topic: "football", from: "2023-08-20", to: "2024-05-20", weight: 2 },
  { topic: "cook", from: "2023-09-15", to: "2024-05-31", weight: 5 },
  { topic: "allotment", from: "2024-02-10", to: "2024-11-15", weight: 5 },
  { topic: "hike", from: "2024-04-15", to: "2024-09-30", weight: 2 },
  { topic: "football", from: "2024-06-10", to: "2024-07-16", weight: 7 },
  { topic: "move", from: "2024-10-05", to: "2025-01-20", weight: 8, by: "Lin" },
  { topic: "cook", from: "2024-10-01", to: "2025-02-28", weight: 3 },
  { topic: "hike", from: "2025-01-15", to: "2025-02-28", weight: 2 },
  { topic: "allotment", from: "2025-02-01", to: "2025-02-28", weight: 4 },
];

/** Days, first and last, without a word apart from the scenes. */
export const holidays = [
  ["2023-04-07", "2023-04-10"],
  ["2023-08-02", "2023-08-19"],
  ["2023-10-20", "2023-10-23"],
  ["2023-12-23", "2024-01-06"],
  ["2024-03-28", "2024-04-02"],
  ["2024-07-27", "2024-08-18"],
  ["2024-12-21", "2025-01-03"],
];
