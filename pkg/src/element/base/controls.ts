import { css } from "lit";
import { tokens } from "./tokens.js";

const reset = css`
  *, ::before, ::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h1, h2, h3, p, ol, ul, fieldset, figure, dl, dd { margin: 0; padding: 0; }
  ol, ul { list-style: none; }
  fieldset { border: 0; min-width: 0; }
  button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button { background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
  svg { display: block; flex: none; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .cap { font-size: 12px; line-height: 16px; color: var(--text3); }
  bdi { unicode-bidi: isolate; }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; }
  }
`;

const buttons = css`
  .btn {
    height: var(--ctl); padding: 0 14px; border-radius: 8px; border: 1px solid var(--control); background: var(--surface);
    font-weight: 500; display: inline-flex; align-items: center; gap: 8px; white-space: nowrap;
  }
  .btn:hover { background: var(--hover); }
  .btn.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 600; }
  .btn.primary:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
  .btn.quiet { border-color: transparent; background: none; color: var(--text2); }
  .btn.quiet:hover { background: var(--hover); color: var(--text); }
  .btn.icon { width: var(--ctl); padding: 0; justify-content: center; flex: none; }
  .btn:disabled, .btn[aria-disabled="true"] { color: var(--text3); cursor: default; opacity: 0.65; }
  .btn:disabled:hover, .btn[aria-disabled="true"]:hover { background: none; }
  .btn.primary:disabled, .btn.primary[aria-disabled="true"] { background: var(--sunken); border-color: var(--line); color: var(--text3); opacity: 1; }
  .btn.small { height: 28px; padding: 0 10px; font-size: 13px; border-radius: 6px; }
  @media (max-width: 719px), (pointer: coarse) { .btn.small { height: 44px; } }
  .link {
    color: var(--accent); font-weight: 500; font-size: 13px; text-decoration: underline; text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .link:hover { text-decoration-thickness: 2px; }
  kbd {
    font: 500 11px/16px var(--sans); color: var(--text3); border: 1px solid var(--line); border-radius: 4px; padding: 0 5px;
    background: var(--surface);
  }
  /* Else there is a plate of the page's colour behind each word, on which it cannot be read. */
  @media (forced-colors: active) { .btn.primary:not(:disabled, [aria-disabled="true"]) { forced-color-adjust: none; } }
  @media (pointer: coarse) { kbd { display: none; } .link { display: inline-block; min-height: 44px; line-height: 44px; } }
`;

const fields = css`
  .field {
    height: var(--ctl); border: 1px solid var(--control); border-radius: 8px; background-color: var(--surface); padding: 0 12px;
    width: 100%;
  }
  .field:hover { border-color: var(--text2); }
  .field:focus { outline: 2px solid var(--accent); outline-offset: -1px; border-color: var(--accent); }
  .field[aria-invalid="true"] { border: 2px solid var(--error); padding: 0 11px; }
  .field::placeholder { color: var(--text3); opacity: 1; }
  select.field {
    appearance: none; padding-right: 32px; text-overflow: ellipsis;
    background: var(--surface) no-repeat right 12px center / 12px
      url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 12' fill='none' stroke='%2371817D' stroke-width='1.6' stroke-linecap='round'%3E%3Cpath d='M2.5 4.5 6 8l3.5-3.5'/%3E%3C/svg%3E");
  }
  .bad { display: flex; gap: 8px; color: var(--error); font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
  .bad svg { margin-top: 1px; }
  .switch { width: 100%; display: flex; align-items: center; gap: 12px; min-height: max(36px, var(--ctl)); text-align: left; }
  .switch::before {
    content: ""; width: 32px; height: 18px; border-radius: 9px; border: 1px solid var(--control); flex: none;
    background: var(--surface) radial-gradient(circle, var(--control) 6px, transparent 6.5px) no-repeat -1px center / 18px 18px;
  }
  .switch[aria-checked="true"]::before {
    background: var(--accent) radial-gradient(circle, var(--accent-ink) 5.5px, transparent 6px) no-repeat 14px center / 18px 18px;
    border-color: var(--accent);
  }
  @media (max-width: 719px) { .field { font-size: 16px; } }
  @media (forced-colors: active) { .switch::before { forced-color-adjust: none; } }
`;

const popovers = css`
  [popover] {
    border: 0; margin: 0; padding: 8px; border-radius: 12px; background: var(--surface); color: inherit; box-shadow: var(--shadow);
    inset: auto; width: 320px; max-width: calc(100vw - 16px); max-height: calc(100dvh - 80px); overflow: auto;
  }
  h3 { font-size: 12px; line-height: 16px; font-weight: 600; color: var(--text3); padding: 8px 8px 4px; }
  .item { display: flex; align-items: center; gap: 12px; width: 100%; min-height: max(40px, var(--ctl)); padding: 0 8px; border-radius: 8px; }
  .item:hover { background: var(--hover); }
  .item svg { color: var(--text2); }
  .item kbd, .item .cap { margin-left: auto; }
`;

/** What elements with buttons have. */
export const base = [tokens, reset, buttons];
/** What elements with fields have besides. */
export const form = [...base, fields];
/** What lies within a popover. */
export const menu = [...form, popovers];
/** A pane that scrolls. */
export const panel = css`
  .panel {
    overflow: auto; min-height: 0; height: 100%; scrollbar-width: thin; scrollbar-color: var(--control) transparent;
    overscroll-behavior: contain; position: relative; overflow-anchor: none;
  }
  .panel:focus-visible { outline-offset: -2px; }
`;
