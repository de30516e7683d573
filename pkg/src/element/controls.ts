import { html, nothing, type TemplateResult } from "lit";
import { millisecondsOf } from "./duration-text.js";
import { durationField, numberField, selectField, switchField } from "./fields.js";
import { count } from "./format.js";
import { PRESETS } from "./presets.js";
import { powers, type Scale, steps } from "./scales.js";
import type { Settings } from "./settings.js";

/** What the inputs show, and where what they say goes. */
export interface Tuning {
  settings: Settings;
  /** The main measure: tokens are estimated where it is bytes. */
  measure: string | undefined;
  hasTime: boolean;
  hasKeys: boolean;
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

function limitFields({ settings, measure, hasTime, hasKeys, change }: Tuning): TemplateResult {
  const { cut } = settings;
  const canFill = cut === "quiet" || cut === "stable";
  return html`${measure === undefined ? nothing : sizeFields(settings, measure, change)}
    ${numberField({ id: "max-rows", label: "Limit rows", value: settings.rows, step: "1", scale: ROWS, onInput: (rows) => change({ rows }) })}
    ${hasTime ? timeFields(settings, change) : nothing}
    ${numberField({
      id: "overlap",
      label: "Overlap",
      value: settings.overlap,
      step: "0.05",
      placeholder: "none",
      scale: SHARE,
      onInput: (overlap) => change({ overlap }),
      hint: "The share of each limit that may repeat the window before.",
    })}
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
      : nothing}`;
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
  return html`${durationField({ id: "gap", label: "Start anew after a silence of", value: gap, scale: GAPS, onInput: (value) => change({ gap: value }) }, "no matter")}
  ${durationField({ id: "duration", label: "Limit time span", value: duration, scale: SPANS, onInput: (value) => change({ duration: value }) })}`;
}

function clockFields({ settings, change }: Tuning): TemplateResult {
  const { every, span, empty } = settings;
  return html`${durationField({ id: "every", label: "A window every", value: every, scale: SPANS, onInput: (value) => change({ every: value }) }, "1d")}
  ${durationField({ id: "span", label: "Each as long as", value: span, scale: SPANS, onInput: (value) => change({ span: value }), hint: "Longer than the step, windows overlap." }, "the step")}
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
  const { egregora, stepSize, stepUnit, overlapRatio, maxBytesPerWindow } = settings;
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
      </fieldset>`
    : nothing}`;
}
