import { css } from "lit";

export const styles = css`
  :host { display: contents; }
  dialog { border: 0; padding: 0; color: inherit; background: var(--surface); border-radius: 16px; box-shadow: var(--shadow); width: min(1120px, calc(100vw - 64px)); height: min(792px, calc(100dvh - 64px)); max-width: none; max-height: none; font: 14px/20px var(--sans); overflow: hidden; }
  dialog:focus, dialog:focus-visible { outline: 0; }
  dialog::backdrop { background: rgb(8 20 18 / 0.45); }
  .sheet { height: 100%; display: grid; grid-template: 64px minmax(0, 1fr) auto / 472px minmax(0, 1fr); }
  .hd { grid-column: 1 / -1; display: flex; align-items: center; justify-content: space-between; padding: 0 16px 0 24px; border-bottom: 1px solid var(--line); }
  .hd h2 { font-size: 18px; line-height: 24px; font-weight: 650; letter-spacing: -0.01em; }
  .wrap { display: contents; }
  .opts { padding: 16px 24px; overflow: auto; display: grid; gap: 16px; align-content: start; scrollbar-width: thin; }
  h3 { font-size: 14px; line-height: 20px; font-weight: 600; margin-bottom: 8px; }
  .fmt { position: relative; display: grid; grid-template-columns: 20px 1fr auto; gap: 0 12px; align-items: center; min-height: max(40px, var(--ctl)); padding: 0 12px; border: 1px solid var(--line); margin-top: -1px; cursor: pointer; }
  .fmt:first-of-type { border-radius: 8px 8px 0 0; }
  .fmt:last-of-type { border-radius: 0 0 8px 8px; }
  .fmt:hover { background: var(--hover); }
  .fmt input { appearance: none; width: 18px; height: 18px; margin: 0; border-radius: 50%; border: 1.5px solid var(--control); background: var(--surface); }
  .fmt input:checked { border: 5px solid var(--accent); }
  .fmt:has(:checked) { background: var(--accent-weak); border-color: var(--accent-line); z-index: 1; }
  .fmt b { font-weight: 600; }
  .fmt span { color: var(--text2); font-size: 13px; padding-left: 8px; }
  .fmt small { font-size: 13px; color: var(--text2); }
  .also { margin-top: 8px; }
  .lbl { display: block; font-size: 13px; font-weight: 500; color: var(--text2); margin: 0 0 4px; }
  textarea.field { height: auto; padding: 7px 12px; font: 12px/20px var(--mono); letter-spacing: -0.01em; resize: vertical; display: block; field-sizing: content; min-height: 36px; max-height: 200px; }
  .ed { display: grid; gap: 8px; }
  .chips { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 6px; }
  .chip { min-height: 24px; padding: 0 8px; border-radius: 6px; background: var(--sunken); font: 500 12px/24px var(--mono); color: var(--accent); }
  .chip:hover { background: var(--hover); }
  .two { display: grid; grid-template-columns: 2fr 1fr; gap: 8px; align-items: end; }
  .prev { border-left: 1px solid var(--line); background: var(--page); display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); min-height: 0; }
  .prev > .top { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; min-height: 56px; padding: 8px 16px 8px 24px; white-space: nowrap; }
  .prev .cap { margin-left: auto; padding-right: 8px; }
  .prev .part:not(.txt, .dup) { border-color: var(--control); }
  .ft { grid-column: 1 / -1; display: flex; align-items: center; gap: 12px; padding: 12px 24px; border-top: 1px solid var(--line); flex-wrap: wrap; }
  .ft p { margin-right: auto; color: var(--text2); }
  .ft p.bad { color: var(--error); }
  .ft p b { color: var(--text); font-weight: 600; }
  .ft .btn { height: max(40px, var(--ctl)); }
  .writing { position: relative; height: 40px; min-width: 220px; border-radius: 8px; overflow: hidden; border: 1px solid var(--accent); display: flex; align-items: center; padding: 0 14px; font-weight: 500; }
  .writing i { position: absolute; left: 0; top: 0; bottom: 0; background: var(--accent-weak); }
  .writing span { position: relative; }
  .hint { font-size: 12px; line-height: 16px; color: var(--text3); padding-left: 44px; }
  @media (max-width: 719px), (pointer: coarse) { .chip { min-height: 44px; min-width: 44px; } }
  @media (max-width: 899px) {
    dialog { width: 100vw; height: calc(100dvh - 24px); margin: 24px 0 0; border-radius: 16px 16px 0 0; }
    .sheet { grid-template: 56px minmax(0, 1fr) auto / minmax(0, 1fr); }
    .wrap { display: block; overflow: auto; min-height: 0; }
    .opts { overflow: visible; }
    .prev { border: 0; border-top: 1px solid var(--line); grid-template-rows: auto auto; }
    .prev > .top { padding: 8px 16px; }
    .prev .panel { height: auto; }
    .ft { padding: 12px 16px; gap: 8px; }
    .ft p { flex-basis: 100%; }
    .ft .btn, .writing { flex: 1; justify-content: center; }
  }
  @media (max-width: 719px) { .fmt span { display: block; padding: 0; line-height: 16px; } .fmt b { display: block; } .fmt { min-height: 56px; padding-block: 6px; } textarea.field { font-size: 16px; } }
  @media (forced-colors: active) { .fmt:has(:checked) { outline: 2px solid Highlight; } .writing i { background: Highlight; forced-color-adjust: none; opacity: 0.5; } }
`;
