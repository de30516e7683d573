/** What is shown, apart from how: settings, the plan they make, and what follows from it. */
export { type Facts, factsOf } from "./egregora.js";
export { type Messages, type MessageColumn, type MessageProvider } from "./messages.js";
export { type Model, modelOf, models, OTHER, setModels } from "./models.js";
export {
  type AroundOf,
  type Cutter,
  costOf,
  limitOf,
  plan,
  type Planned,
  promptAt,
  type Reason,
  reasonOf,
  timesOf,
} from "./planned.js";
export { DAY, mainMeasure, rowColumns, sumsBefore } from "./row-columns.js";
export { firstPlace } from "./search.js";
export { CUTS, DEFAULTS, type Fault, type Faults, type Field, MOST_PRICE, type Settings } from "./settings.js";
export { settingsFromQuery, settingsToQuery } from "./settings-query.js";
export { cutOf, settingsOf, specOf } from "./settings-spec.js";
export { type Cost, ratios, sweep } from "./sweep.js";
