import { css } from "lit";

const frame = css`
  :host { height: 100%; min-height: 480px; background: var(--page); --left: 304px; --right: 176px; -webkit-font-smoothing: antialiased; }
  .app { height: 100%; display: grid; grid-template: 64px minmax(0, 1fr) / var(--left) minmax(0, 1fr) var(--right); grid-template-areas: "head head head" "set mid map"; position: relative; background: var(--page); }
  .app.wide { grid-template-areas: "head head head" "set mid mid"; }
  .app.wide .map { display: none; }
  .head { grid-area: head; display: grid; grid-template-columns: var(--left) minmax(0, 1fr) auto; align-items: center; background: var(--surface); border-bottom: 1px solid var(--line); padding-right: 16px; position: relative; }
  .brand { display: flex; align-items: center; gap: 10px; padding-left: 16px; font-size: 17px; line-height: 24px; font-weight: 650; letter-spacing: -0.01em; }
  .acts { display: flex; align-items: center; gap: 8px; }
  .pair { display: flex; margin-right: 4px; }
  .progress { position: absolute; left: 0; right: 0; bottom: -2px; height: 3px; z-index: 5; background: var(--sunken); }
  .progress i { display: block; height: 100%; background: var(--accent); width: 0; }
  .progress.unknown i { width: 30%; animation: slide 1.4s infinite alternate ease-in-out; }
  @keyframes slide { to { margin-left: 70%; } }
  windrow-settings { grid-area: set; border-right: 1px solid var(--line); }
  .mid { grid-area: mid; display: grid; grid-template: 48px auto minmax(0, 1fr) / minmax(0, 1fr); min-width: 0; background: var(--surface); }
  .bar { display: flex; align-items: center; gap: 4px; padding: 0 8px 0 12px; border-bottom: 1px solid var(--line); min-width: 0; }
  .tabs { display: flex; height: 100%; margin-right: auto; }
  .tab { position: relative; height: 100%; padding: 0 12px; color: var(--text2); font-weight: 500; white-space: nowrap; }
  .tab:hover { color: var(--text); }
  .tab[aria-selected="true"] { color: var(--accent); font-weight: 600; }
  .tab[aria-selected="true"]::after { content: ""; position: absolute; left: 12px; right: 12px; bottom: -1px; height: 2px; background: var(--accent); border-radius: 1px; }
  .tab::before { content: attr(data-t); display: block; height: 0; overflow: hidden; font-weight: 600; visibility: hidden; }
  .find { position: relative; width: 192px; flex: none; }
  .find > svg { position: absolute; left: 10px; top: 50%; margin-top: -8px; color: var(--text3); pointer-events: none; }
  .find .field { padding: 0 32px 0 34px; border-color: transparent; background-color: var(--sunken); }
  .find .field::-webkit-search-cancel-button { display: none; }
  .find .field:hover { border-color: var(--control); }
  .find kbd, .find .hits { position: absolute; right: 10px; top: 50%; transform: translateY(-50%); }
  .find .hits { font-size: 12px; color: var(--text2); background: var(--sunken); padding-left: 4px; }
  .step { display: flex; align-items: center; margin-left: 4px; white-space: nowrap; }
  .step b { font-weight: 600; }
  .step > span { color: var(--text2); padding: 0 2px; }
  .note { display: flex; align-items: center; gap: 8px; min-height: 40px; padding: 0 8px 0 20px; background: var(--sunken); border-bottom: 1px solid var(--line); font-size: 13px; color: var(--text2); }
  .note > span { padding: 8px 0; min-width: 0; }
  .note > svg { color: var(--text3); flex: none; }
  .note > .link { white-space: nowrap; }
  .note .sep { color: var(--control); }
  .note .x { margin-left: auto; width: max(32px, var(--ctl)); height: max(32px, var(--ctl)); }
  .note b { font-weight: 600; color: var(--text); }
  .note.invite { background: var(--accent-weak); color: var(--text); }
  .note.invite > svg { color: var(--accent); }
  .note.failed { color: var(--error); background: var(--surface); }
  .note.failed > svg { color: var(--error); }
  .note.failed .detail { color: var(--text2); overflow-wrap: anywhere; }
  .split { display: grid; grid-template-columns: minmax(0, 1fr); min-height: 0; }
  .stack { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); min-height: 0; min-width: 0; }
  .stack > * { grid-area: 1 / 1; min-width: 0; }
  .stack > .off { visibility: hidden; }
  windrow-sent { display: none; }
  .map { grid-area: map; background: var(--surface); border-left: 1px solid var(--line); display: grid; grid-template: 48px minmax(0, 1fr) auto / minmax(0, 1fr); min-width: 0; }
  .map > header { display: flex; align-items: center; justify-content: space-between; padding: 0 8px 0 16px; border-bottom: 1px solid var(--line); font-weight: 600; font-size: 13px; }
  .map > header span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 12px; padding: 8px 12px 10px 16px; border-top: 1px solid var(--line); font-size: 11px; line-height: 16px; color: var(--text2); }
  .legend span { display: flex; align-items: center; gap: 6px; }
  .legend i { width: 4px; height: 12px; border-radius: 2px; background: var(--lane-a); display: block; }
  .legend i + i { margin-left: -3px; background: var(--lane-b); }
  .legend .m i { width: 12px; height: 6px; border-radius: 1px; background: var(--density); }
  .legend .o i { background: var(--rep-line); }
  .dropzone { display: grid; place-items: center; gap: 4px; text-align: center; border: 1.5px dashed var(--control); border-radius: 8px; padding: 20px 12px; margin-bottom: 8px; color: var(--text2); }
  .dropzone svg { color: var(--accent); }
  .dropping::after { content: attr(data-drop); position: absolute; inset: 0; z-index: 40; display: grid; place-items: center; border: 4px solid var(--accent); background: color-mix(in srgb, var(--accent-weak) 82%, transparent); font-size: 24px; font-weight: 650; color: var(--accent); pointer-events: none; }
  .pad { padding: 8px; }
  #files { position: fixed; left: 0; top: 0; }
  .toast { position: absolute; left: 50%; bottom: 24px; transform: translateX(-50%); background: var(--text); color: var(--surface); padding: 8px 16px; border-radius: 8px; z-index: 45; max-width: calc(100% - 32px); }
  .toast:empty { display: none; }
  .filter.on { color: var(--accent); background: var(--accent-weak); }
  #keys { width: 440px; }
  .strip, .dock, .narrow, .paper { display: none; }
`;

const widths = css`
  @media (min-width: 1800px) {
    :host { --left: 352px; --right: 248px; }
    .app { grid-template-rows: 72px minmax(0, 1fr); }
    .find { width: 280px; }
    .split.two { grid-template-columns: minmax(0, 1fr) minmax(480px, 38%); }
    .split.two windrow-sent { display: grid; }
    .brand { padding-left: 24px; }
    .bar { padding-left: 16px; }
  }
  @media (max-width: 1279px) {
    .find { width: var(--ctl); }
    .find kbd { display: none; }
    .find:not(:focus-within, .full) .field { padding: 0 0 0 34px; }
    .find:not(:focus-within, .full) .field::placeholder { color: transparent; }
    .find:focus-within, .find.full { width: 220px; }
    .find.full { margin-left: auto; }
  }
  @media (max-width: 1099px) {
    :host { --left: 0px; --right: 128px; }
    .head { grid-template-columns: auto minmax(0, 1fr) auto; }
    .brand span, .legend, .pair .undo, .map > header .btn, .bar .step { display: none; }
    .narrow { display: block; }
    .app { grid-template-areas: "head head head" "mid mid map" "dock dock dock"; grid-template-rows: 64px minmax(0, 1fr) auto; }
    .app.wide { grid-template-areas: "head head head" "mid mid mid" "dock dock dock"; }
    windrow-settings { position: fixed; z-index: 30; left: 0; right: 0; bottom: 0; max-height: calc(100dvh - 180px); border-radius: 16px 16px 0 0; border: 0; box-shadow: 0 -1px var(--line), 0 -8px 40px rgb(8 20 18 / 0.28); transform: translateY(105%); visibility: hidden; transition: transform 0.2s, visibility 0s 0.2s; padding-bottom: env(safe-area-inset-bottom); }
    .sheet windrow-settings { transform: none; visibility: visible; transition: transform 0.2s; }
    .dock { grid-area: dock; display: flex; gap: 8px; align-items: center; padding: 8px 12px calc(8px + env(safe-area-inset-bottom)); background: var(--surface); border-top: 1px solid var(--line); }
    .dock .btn { height: 44px; }
    .dock .main { flex: 1; min-width: 0; justify-content: flex-start; }
    .dock .main .what { overflow: hidden; text-overflow: ellipsis; font-weight: 400; color: var(--text2); }
    .dock .out { display: none; }
    .dock .step { margin: 0; }
  }
  @media (max-width: 719px) {
    :host { --right: 0px; }
    .app, .app.wide { grid-template: auto 60px minmax(0, 1fr) auto / minmax(0, 1fr); grid-template-areas: "head" "strip" "mid" "dock"; }
    .head { grid-template-columns: minmax(0, 1fr) auto; padding: 8px 4px 8px 0; min-height: 64px; }
    .brand, .acts .primary { display: none; }
    .acts { gap: 0; }
    .acts .btn .tx { display: none; }
    .acts .btn { width: 44px; padding: 0; justify-content: center; border-color: transparent; background: none; color: var(--text); }
    .map { display: none; }
    .strip { display: block; grid-area: strip; border-bottom: 1px solid var(--line); }
    .strip windrow-minimap { height: 100%; }
    .bar { padding: 0 4px; gap: 0; position: relative; }
    .tabs { overflow-x: auto; overflow-y: hidden; scrollbar-width: none; flex: 1; min-width: 0; margin: 0; padding-right: 24px; scroll-padding: 0 24px; }
    .tab { padding: 0 10px; flex: none; }
    .tab[aria-selected="true"]::after { bottom: 0; }
    .find .field { background-color: transparent; }
    .find:focus-within .field, .find.full .field { background-color: var(--sunken); }
    .find:focus-within, .find.full { position: absolute; left: 4px; right: 4px; width: auto; background: var(--surface); z-index: 2; }
    .hide-s { display: none; }
    .note { padding: 0 4px 0 16px; gap: 2px 8px; line-height: 18px; }
    .note span .link { line-height: inherit; min-height: 0; margin: -13px 0; padding: 13px 0; }
    .tabs { mask: linear-gradient(90deg, #000 calc(100% - 24px), transparent); }
    .dock { justify-content: space-between; gap: 4px; }
    .dock .out { display: inline-flex; }
    .dock .main { flex: none; }
    .dock .main, .dock .out { padding: 0 10px; }
    .dock .main .what { display: none; }
    .dock .step > span { padding: 0; }
    .toast { bottom: 76px; }
  }
  @media (max-width: 379px) {
    .dock svg:not(.step *) { display: none; }
  }
  @media (max-width: 339px) {
    .dock .step > span { display: none; }
  }
  @media (max-height: 560px) {
    :host { height: auto; }
    .app { height: auto; min-height: 100dvh; grid-template-rows: auto auto auto; }
    .mid, .map { height: max(88dvh, 400px); }
    windrow-settings { max-height: max(88dvh, 400px); }
    .dock { position: sticky; bottom: 0; z-index: 3; }
  }
  @media (forced-colors: active) {
    .tab[aria-selected="true"]::after { background: Highlight; forced-color-adjust: none; height: 4px; }
    .legend i, .progress i { forced-color-adjust: none; }
  }
  @media print {
    :host { height: auto; }
    .app, .mid, .split, .stack { display: block; height: auto; min-height: auto; overflow: visible; }
    .acts, .bar, .note, .dock, windrow-settings, .strip, .stack > :not(windrow-prompts), windrow-sent, .toast, .progress { display: none !important; }
    .stack > windrow-prompts { visibility: visible !important; height: auto; }
    .head { padding-block: 8px; }
    .paper { display: block; padding: 8px 24px; background: var(--surface); }
    .map { display: block !important; border: 0; }
    .map > header, .legend { display: none; }
    .map windrow-minimap { height: 420px; max-width: 480px; }
  }
`;

export const styles = [frame, widths];
