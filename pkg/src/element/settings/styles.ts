import { css } from "lit";

export const styles = css`
  .cap.over { color: var(--error); }
  :host { background: var(--surface); overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
  section, details { padding: 12px 16px 16px; border-bottom: 1px solid var(--line); }
  .lab { display: flex; align-items: center; justify-content: space-between; min-height: 32px; margin-bottom: 4px; gap: 8px; }
  .lab > label, .lab > h2 { font-size: 14px; font-weight: 600; line-height: 20px; }
  .cap { margin-top: 6px; }
  .two { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; margin-top: 8px; align-items: end; }
  .two label { font-size: 12px; line-height: 16px; color: var(--text2); }
  .unit { display: flex; align-items: center; height: 32px; border: 1px solid var(--control); border-radius: 8px; padding: 0 10px; gap: 6px; background: var(--surface); }
  .unit:focus-within { outline: 2px solid var(--accent); outline-offset: -1px; border-color: var(--accent); }
  .unit:has([aria-invalid="true"]) { border: 2px solid var(--error); }
  .unit input { border: 0; background: none; width: 64px; text-align: right; padding: 0; outline: 0; font-weight: 600; }
  .unit.narrow input { width: 32px; }
  .unit span { color: var(--text2); font-size: 13px; }
  input[type="range"] { appearance: none; width: 100%; height: 24px; margin: 0; background: none; display: block; cursor: pointer; }
  input[type="range"]::-webkit-slider-runnable-track { height: 4px; border-radius: 2px; background: linear-gradient(90deg, var(--accent) var(--v, 50%), var(--track) 0); }
  input[type="range"]::-webkit-slider-thumb { appearance: none; width: 18px; height: 18px; margin-top: -7px; border-radius: 50%; background: var(--surface); border: 5px solid var(--accent); }
  input[type="range"]::-moz-range-track { height: 4px; border-radius: 2px; background: var(--track); }
  input[type="range"]::-moz-range-progress { height: 4px; border-radius: 2px; background: var(--accent); }
  input[type="range"]::-moz-range-thumb { width: 8px; height: 8px; border-radius: 50%; background: var(--surface); border: 5px solid var(--accent); }
  input[type="range"]:focus-visible { outline: 0; }
  input[type="range"]:focus-visible::-webkit-slider-thumb { box-shadow: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent); }
  input[type="range"]:focus-visible::-moz-range-thumb { box-shadow: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent); }
  .ticks { position: relative; height: 16px; font-size: 11px; line-height: 16px; margin: 0 9px; }
  .ticks button { position: absolute; white-space: nowrap; transform: translateX(-50%); padding: 0 6px; color: var(--text3); border-radius: 4px; }
  .ticks button:first-child { transform: translateX(-9px); padding-left: 0; }
  .ticks button:last-child { transform: translateX(calc(-100% + 9px)); padding-right: 0; }
  .ticks button:hover { color: var(--accent); background: var(--hover); }
  .ticks button[aria-pressed="true"] { color: var(--accent); font-weight: 600; }
  .tiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; }
  .tile { position: relative; display: flex; align-items: center; gap: 6px; height: 40px; padding: 0 2px 0 7px; white-space: nowrap; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; color: var(--text2); font-size: 13px; font-weight: 500; }
  .tile:hover { border-color: var(--control); color: var(--text); }
  .tile input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; width: 100%; height: 100%; }
  .tile:has(:checked) { background: var(--accent-weak); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); color: var(--accent); font-weight: 600; }
  .tile:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
  .tile:has(:disabled) { opacity: 0.55; cursor: default; }
  .tpl { width: 100%; display: block; text-align: left; background: var(--sunken); border-radius: 8px; padding: 8px 12px; font: 12px/20px var(--mono); color: var(--text2); letter-spacing: -0.01em; overflow-wrap: anywhere; }
  .ph { color: var(--accent); font-weight: 600; }
  .smp { display: block; margin-top: 4px; padding-top: 4px; border-top: 1px solid var(--line); color: var(--text3); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: 11.5px; }
  summary { display: flex; align-items: center; gap: 8px; min-height: max(32px, var(--ctl)); cursor: pointer; font-weight: 600; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary .chev { transition: transform 0.15s; }
  details[open] summary .chev { transform: rotate(90deg); }
  summary .cap { margin: 0 0 0 auto; font-weight: 400; }
  details { border-bottom: 0; }
  .adv { padding: 8px 0 0; display: grid; gap: 4px; }
  .in { padding: 0 0 8px 44px; display: grid; gap: 8px; }
  .fix { justify-self: start; }
  .fault { display: grid; gap: 8px; margin-top: 8px; }
  .grab { display: none; }
  @media (min-width: 1800px) { section, details { padding: 16px 24px; } }
  @media (max-width: 1099px) {
    .grab { display: flex; align-items: center; justify-content: space-between; position: sticky; top: 0; background: var(--surface); z-index: 2; height: 56px; padding: 8px 8px 0 16px; border-bottom: 1px solid var(--line); font-size: 16px; font-weight: 650; }
    .grab::before { content: ""; position: absolute; left: 50%; top: 6px; width: 36px; height: 4px; margin-left: -18px; border-radius: 2px; background: var(--control); }
  }
  @media (max-width: 719px), (pointer: coarse) {
    .tile { min-height: 44px; }
    .ticks { height: 44px; margin-top: -6px; }
    .ticks button { min-width: 44px; height: 44px; font-size: 12px; text-align: center; }
    .ticks button:first-child { text-align: left; }
    .ticks button:last-child { text-align: right; }
    input[type="range"] { height: 44px; }
    input[type="range"]::-webkit-slider-thumb { width: 26px; height: 26px; margin-top: -11px; border-width: 7px; }
    .unit { height: 44px; }
    .unit input { font-size: 16px; height: 42px; }
    section { padding: 10px 16px 12px; }
  }
  @media (forced-colors: active) {
    input[type="range"]::-webkit-slider-runnable-track { background: CanvasText; forced-color-adjust: none; }
    .tile:has(:checked) { outline: 2px solid Highlight; }
  }
`;
