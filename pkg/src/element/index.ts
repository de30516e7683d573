/**
 * `<windrow-preview>`, messages with the cuts in them: to tune, to read and to take away. It is composed of elements
 * that stand alone. It needs `lit` beside the package.
 *
 * @packageDocumentation
 */
import type { WindrowCharts } from "./charts/charts.js";
import type { WindrowCompare } from "./compare/compare.js";
import type { WindrowConversation } from "./conversation/conversation.js";
import type { WindrowExport } from "./export/export.js";
import type { WindrowFile } from "./file/file.js";
import type { WindrowFilter } from "./filter/filter.js";
import type { WindrowHero } from "./hero/hero.js";
import type { WindrowKeys } from "./keys/keys.js";
import type { WindrowMinimap } from "./minimap/minimap.js";
import type { WindrowPreview } from "./preview/preview.js";
import type { WindrowPrompts } from "./prompts/prompts.js";
import type { WindrowSent } from "./sent/sent.js";
import type { WindrowSettings } from "./settings/settings.js";

export { WindrowCharts, type ChartsEvents } from "./charts/charts.js";
export { WindrowCompare } from "./compare/compare.js";
export { WindrowConversation, type ConversationEvents } from "./conversation/conversation.js";
export { WindrowExport, type ExportEvents, type ExportFormat, type FormatId, type Writing } from "./export/export.js";
export { WindrowFile, type FileEvents, type FileInfo } from "./file/file.js";
export { WindrowFilter, type Choices, type Filter, type FilterEvents } from "./filter/filter.js";
export type { WindrowAttributes, WindrowComponents, WindrowProps } from "./frameworks.js";
export { WindrowHero, type HeroEvents } from "./hero/hero.js";
export { WindrowKeys } from "./keys/keys.js";
export { WindrowMinimap, type MinimapEvents } from "./minimap/minimap.js";
export {
  type AroundOf,
  type Cutter,
  DEFAULTS,
  type Fault,
  type Faults,
  type Field,
  type MessageColumn,
  type MessageProvider,
  type Model,
  modelOf,
  OTHER,
  type Planned,
  type Settings,
  setModels,
  settingsFromQuery,
  settingsToQuery,
} from "./plan/index.js";
export { WindrowPreview } from "./preview/preview.js";
export type { Feature, Loading, PlanDetail, PreviewEvents, Source } from "./preview/source.js";
export { WindrowPrompts, type PromptsEvents } from "./prompts/prompts.js";
export type { PromptReader, SentPrompt } from "./sent/parts.js";
export { WindrowSent, type SentEvents } from "./sent/sent.js";
export { WindrowSettings, type SettingsEvents } from "./settings/settings.js";
export {
  bytesText,
  count,
  fill,
  type Language,
  language,
  LANGUAGES,
  percent,
  setLanguage,
  translated,
  type Words,
  words,
} from "./words/index.js";

declare global {
  interface HTMLElementTagNameMap {
    "windrow-charts": WindrowCharts;
    "windrow-compare": WindrowCompare;
    "windrow-conversation": WindrowConversation;
    "windrow-export": WindrowExport;
    "windrow-file": WindrowFile;
    "windrow-filter": WindrowFilter;
    "windrow-hero": WindrowHero;
    "windrow-keys": WindrowKeys;
    "windrow-minimap": WindrowMinimap;
    "windrow-preview": WindrowPreview;
    "windrow-prompts": WindrowPrompts;
    "windrow-sent": WindrowSent;
    "windrow-settings": WindrowSettings;
  }
}
