import { html, nothing, type TemplateResult } from "lit";
import { millisecondsOf } from "./duration-text.js";
import { numberField, selectField, switchField, textField } from "./fields.js";
import { count } from "./format.js";
import { PRESETS } from "./presets.js";
import { powers, type Scale, steps } from "./scales.js";
import { type MeasureSetting, ofMeasures, type Settings } from "./settings.js";

/** What the inputs show, and where what they say goes. */
export interface Tuning {
  settings: Settings;
  /** The main measure: tokens are estimated where it is bytes. */
  measure: string | undefined;
  /** The other measures. */
  others: readonly string[];
  hasTime: boolean;
  hasKeys: boolean;
  /** Whether there are edges that no control says. */
  hasEdges: boolean;
  /** The name of the column of partitions, if there is one. */
  partition: string | undefined;
  /** What is wrong with it, or nothing. */
  problem: string;
  change: (settings: Partial<Settings>) => void;
}

const TOKENS = powers(250, 2_000_000, 120);
const ROWS = powers(1, 10_000, 80);
const SPANS = steps(["1h", "3h", "6h", "12h", "1d", "2d", "3d", "7d", "14d", "30d", "90d"], millisecondsOf);
const GAPS = steps(["1m", "5m", "15m", "30m", "1h", "2h", "3h", "6h", "12h", "1d", "2d", "7d"], millisecondsOf);
const SHARE: Scale<number | undefined> = {
  places: 90,
  value: (place) => place / 100,
  place: (value) => Math.min(Math.max(Math.round((value || 0) * 100), 0), 90),
};

export function controls(tuning: Tuning): TemplateResult {
  const { settings, change, problem, hasTime, partition } = tuning;
  const clock = settings.by === "clock";
  return html`<form class="card controls" part="settings" autocomplete="off" aria-label="Settings" @submit=${(event: Event) => event.preventDefault()}>
    <h2>Windows</h2>
    ${hasTime
      ? selectField({ id: "by", label: "Made by", value: settings.by, onInput: (by) => change({ by }) }, [
          { value: "limits", label: "limits: as much as fits" },
          { value: "clock", label: "the clock: every so often" },
        ])
      : nothing}
    ${clock && hasTime ? clockFields(tuning) : limitFields(tuning)}
    <p class="alert" id="spec-alert" role="alert">${problem}</p>
    ${partition === undefined
      ? nothing
      : switchField({
          id: "partition",
          label: "Keep partitions apart",
          value: settings.partition,
          onInput: (value) => change({ partition: value }),
          hint: `No window goes on from one value of ${partition} to the next.`,
        })}
    ${costFields(tuning)} ${hasTime ? egregoraFields(tuning) : nothing}
  </form>`;
}

function limitFields(tuning: Tuning): TemplateResult {
  const { settings, measure, hasTime, hasKeys, change } = tuning;
  const { cut } = settings;
  const canFill = cut === "quiet" || cut === "stable";
  return html`${measure === undefined ? nothing : sizeFields(settings, measure, change)}
    ${numberField({ id: "max-rows", label: "Limit rows", value: settings.rows, step: "1", scale: ROWS, onInput: (rows) => change({ rows }) })}
    ${measureFields(tuning, "max", "Limit")} ${hasTime ? timeFields(settings, change) : nothing} ${overlapFields(tuning)}
    ${selectField({ id: "cut", label: "End windows", value: cut, onInput: (value) => change({ cut: value }) }, [
      { value: "full", label: "when they are full" },
      ...(hasTime || cut === "quiet" ? [{ value: "quiet", label: "before the longest silence" } as const] : []),
      { value: "even", label: "evenly filled" },
      ...(hasKeys || cut === "stable" ? [{ value: "stable", label: "where edits move little" } as const] : []),
    ])}
    ${canFill
      ? numberField({
          id: "min-fill",
          label: "At least this full",
          value: settings.minFill,
          step: "0.05",
          placeholder: "0.5",
          scale: { places: 100, value: (place) => place / 100, place: (value) => Math.round((value ?? 0.5) * 100) },
          onInput: (minFill) => change({ minFill }),
        })
      : nothing}
    ${hasTime ? edgeFields(tuning) : nothing}
    ${selectField({ id: "oversize", label: "A row that is over a limit by itself", value: settings.oversize, onInput: (oversize) => change({ oversize }) }, [
      { value: "alone", label: "is a window by itself" },
      { value: "error", label: "is an error" },
    ])}`;
}

/** One for each of the other measures, and for those that are set but not there, so that they can be unset. */
function measureFields({ settings, others, change }: Tuning, of: "max" | "overlap", label: string): TemplateResult[] {
  const names = new Set([...others, ...ofMeasures(settings, of).map(([name]) => name)]);
  return [...names].map((name) => {
    const setting: MeasureSetting = `${of}.${name}`;
    const onInput = (value: number | undefined) => change({ [setting]: value });
    const placeholder = of === "overlap" ? "none" : "no limit";
    return numberField({ id: `${of}-of-${name}`, label: `${label} ${name} (column)`, value: settings[setting], step: "1", placeholder, onInput });
  });
}

function overlapFields(tuning: Tuning): TemplateResult {
  const { settings, measure, hasTime, change } = tuning;
  const placeholder = "none";
  const by = selectField({ id: "overlap-by", label: "Repeat of the window before", value: settings.overlapBy, onInput: (overlapBy) => change({ overlapBy }) }, [
    { value: "share", label: "a share of each limit" },
    { value: "amounts", label: "amounts of its own" },
  ]);
  if (settings.overlapBy === "share") {
    return html`${by}
    ${numberField({ id: "overlap", label: "Overlap", value: settings.overlap, step: "0.05", placeholder, scale: SHARE, onInput: (overlap) => change({ overlap }), hint: "Such as 0.2. It is spent inside the limits." })}`;
  }
  return html`${by}
  ${measure === undefined
    ? nothing
    : numberField({ id: "overlap-size", label: `Repeat ${measure}`, value: settings.overlapSize, step: "1000", placeholder, onInput: (overlapSize) => change({ overlapSize }) })}
  ${numberField({ id: "overlap-rows", label: "Repeat rows", value: settings.overlapRows, step: "1", placeholder, onInput: (overlapRows) => change({ overlapRows }) })}
  ${measureFields(tuning, "overlap", "Repeat")}
  ${hasTime
    ? textField({ id: "overlap-duration", label: "Repeat time span", value: settings.overlapDuration, placeholder, onInput: (overlapDuration) => change({ overlapDuration }), hint: "What is repeated exceeds none of these." })
    : nothing}`;
}

function edgeFields({ settings, hasEdges, change }: Tuning): TemplateResult {
  const { edges, zone, times } = settings;
  return html`${selectField({ id: "edges", label: "Start anew at", value: edges, onInput: (value) => change({ edges: value }) }, [
    { value: "none", label: hasEdges ? "the edges of the spec" : "no set time" },
    { value: "day", label: "the start of each day" },
    { value: "week", label: "the start of each week" },
    { value: "month", label: "the start of each month" },
    { value: "times", label: "times that I list" },
  ])}
  ${edges === "times"
    ? textField({ id: "times", label: "Times", value: times, longest: 1_000, placeholder: "2024-03-01 18:30, …", onInput: (value) => change({ times: value }), hint: "Separated by commas; of UTC, or as the file’s clock was." })
    : nothing}
  ${edges === "none" || edges === "times"
    ? nothing
    : textField({ id: "zone", label: "Midnight in", value: zone, placeholder: "UTC", onInput: (value) => change({ zone: value }), hint: "A time zone such as Europe/Berlin; nothing where the file’s clock was local." })}`;
}

function sizeFields(settings: Settings, measure: string, change: Tuning["change"]): TemplateResult {
  const ratio = measure === "bytes" ? settings.bytesPerToken || 4 : 1;
  const { size } = settings;
  const tokens = size === undefined ? undefined : size / ratio;
  const set = (value: number | undefined) => change({ size: value === undefined ? undefined : Math.round(value * ratio) });
  return html`<div class="presets" role="group" aria-label="Sizes of models">
      ${PRESETS.map(
        (preset) => html`<button type="button" aria-pressed=${String(tokens === preset.tokens)} @click=${() => set(preset.tokens)}>
          ${preset.label}<span class="unseen"> tokens</span>
        </button>`,
      )}
    </div>
    ${numberField({
      id: "max-tokens",
      label: "Limit tokens",
      value: tokens === undefined ? undefined : Math.round(tokens),
      step: "1000",
      scale: TOKENS,
      onInput: set,
      hint: measure === "bytes" ? `Estimated: ${count(ratio)} bytes a token.` : undefined,
    })}
    ${numberField({ id: "max-size", label: `Limit ${measure}`, value: size, step: "1000", onInput: (value) => change({ size: value }) })}`;
}

function timeFields(settings: Settings, change: Tuning["change"]): TemplateResult {
  const { gap, duration } = settings;
  return html`${textField({ id: "gap", label: "Start anew after a silence of", value: gap, scale: GAPS, placeholder: "no matter", onInput: (value) => change({ gap: value }) })}
  ${textField({ id: "duration", label: "Limit time span", value: duration, scale: SPANS, onInput: (value) => change({ duration: value }) })}`;
}

function clockFields({ settings, change }: Tuning): TemplateResult {
  const { every, span, fromFirst, origin, empty } = settings;
  return html`${textField({ id: "every", label: "A window every", value: every, scale: SPANS, placeholder: "1d", onInput: (value) => change({ every: value }) })}
  ${textField({ id: "span", label: "Each as long as", value: span, scale: SPANS, placeholder: "the step", onInput: (value) => change({ span: value }), hint: "Longer than the step, windows overlap." })}
  ${switchField({ id: "from-first", label: "Begin with the first row", value: fromFirst, onInput: (value) => change({ fromFirst: value }) })}
  ${fromFirst
    ? nothing
    : textField({ id: "origin", label: "One begins at", value: origin, placeholder: "1970-01-01", onInput: (value) => change({ origin: value }), hint: "A time such as 2024-03-04 06:00, from which all others are counted." })}
  ${switchField({ id: "empty", label: "Empty ones too", value: empty, onInput: (value) => change({ empty: value }) })}`;
}

function costFields({ settings, measure, change }: Tuning): TemplateResult {
  const { bytesPerToken, price, size } = settings;
  const setRatio = (ratio: number | undefined) => {
    // The limit that people mean is one of tokens, so it stays.
    const factor = (ratio || 4) / (bytesPerToken || 4);
    change({ bytesPerToken: ratio, ...(size !== undefined && factor > 0 && { size: Math.round(size * factor) }) });
  };
  return html`<details>
    <summary>Tokens and price</summary>
    ${measure === "bytes"
      ? numberField({ id: "ratio", label: "Bytes a token", value: bytesPerToken, step: "0.1", placeholder: "4", onInput: setRatio, hint: "About 4 in English, less in most other languages." })
      : nothing}
    ${numberField({ id: "price", label: "Price of a million tokens", value: price, step: "0.1", placeholder: "0", onInput: (value) => change({ price: value }) })}
  </details>`;
}

function egregoraFields({ settings, measure, change }: Tuning): TemplateResult {
  const { egregora, stepSize, stepUnit, overlapRatio, maxBytesPerWindow, maxWindowTime } = settings;
  const bytes = stepUnit === "bytes";
  const units = ["messages", "hours", "days", ...(measure === "bytes" ? (["bytes"] as const) : [])] as const;
  return html`${switchField({
    id: "egregora",
    label: "What Egregora does today",
    value: egregora,
    onInput: (value) => change({ egregora: value }),
    hint: "Its windows of the same rows, side by side.",
  })}
  ${egregora
    ? html`<fieldset>
        <legend>Egregora’s settings</legend>
        ${selectField(
          { id: "step-unit", label: "Step unit", value: stepUnit, onInput: (value) => change({ stepUnit: value }) },
          units.map((value) => ({ value, label: value })),
        )}
        ${bytes
          ? numberField({ id: "max-bytes-per-window", label: "Max bytes per window", value: maxBytesPerWindow, step: "1000", placeholder: "320000", onInput: (value) => change({ maxBytesPerWindow: value }) })
          : numberField({ id: "step-size", label: "Step size", value: stepSize, step: "1", placeholder: "100", onInput: (value) => change({ stepSize: value }) })}
        ${numberField({ id: "overlap-ratio", label: "Overlap ratio", value: overlapRatio, step: "0.05", placeholder: "0.2", onInput: (value) => change({ overlapRatio: value }) })}
        ${stepUnit === "hours" || stepUnit === "days"
          ? textField({ id: "max-window-time", label: "Max window time", value: maxWindowTime, onInput: (value) => change({ maxWindowTime: value }), hint: "A longer step is made shorter." })
          : nothing}
      </fieldset>`
    : nothing}`;
}
