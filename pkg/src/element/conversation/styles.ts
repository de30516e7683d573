import { css } from "lit";

const frame = css`
  :host { height: 100%; min-height: 0; background: var(--surface); --grid: 44px 52px 112px minmax(0, 640px) minmax(16px, 1fr); }
  .space { position: relative; min-height: 100%; }
  .block { position: absolute; left: 0; right: 0; }
  .row, .day, .begin, .end, .sys { display: grid; grid-template-columns: var(--grid); position: relative; }
  .rail { position: absolute; left: 16px; top: 0; bottom: 0; width: 16px; pointer-events: none; }
  .rail i { position: absolute; top: 0; bottom: 0; width: 4px; }
  .rail .a { left: 0; background: var(--lane-a); }
  .rail .b { left: 7px; background: var(--lane-b); }
  .rail .r { background: var(--rep-line); }
  .rail .cap-t { top: 50%; border-radius: 2px 2px 0 0; }
  .rail .cap-b { bottom: 50%; border-radius: 0 0 2px 2px; }
  .rail .cap-b0 { bottom: 50%; }
  .empty { padding: 40px 24px; color: var(--text2); }
  @media (min-width: 1800px) { :host { --grid: 48px 60px 124px minmax(0, 760px) minmax(16px, 1fr); } }
  @media (max-width: 1099px) { :host { --grid: 36px 48px 104px minmax(0, 1fr) 12px; } }
  @media (max-width: 719px) { :host { --grid: 34px 36px minmax(0, 1fr) 16px; } .rail { left: 12px; } }
  @media (forced-colors: active) {
    .rail i { forced-color-adjust: none; }
    .rep::before { content: ""; position: absolute; left: 2px; top: 0; bottom: 0; border-left: 6px double CanvasText; }
  }
`;

const messages = css`
  .row { font-size: 15px; line-height: 22px; padding: 1px 0; }
  .row:hover { background: color-mix(in srgb, var(--hover) 55%, transparent); }
  .row.run { padding-top: 6px; }
  .row.here { background: var(--accent-weak); }
  .row time { font-size: 12px; color: var(--text3); grid-column: 2; line-height: 23px; }
  .who {
    grid-column: 3; display: flex; align-items: center; gap: 8px; height: 22px; color: var(--c); font-size: 13px; font-weight: 600; min-width: 0;
  }
  .who bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; position: relative; top: 1px; }
  .h1 { --c: var(--author1); } .h2 { --c: var(--author2); } .h3 { --c: var(--author3); } .h4 { --c: var(--author4); }
  .disc {
    width: 22px; height: 22px; border-radius: 50%; background: color-mix(in srgb, var(--c) 15%, var(--surface)); font-size: 11px;
    line-height: 22px; text-align: center; flex: none; font-weight: 700; overflow: hidden;
  }
  .disc.ring { box-shadow: inset 0 0 0 1.5px var(--c); }
  .said { grid-column: 4; min-width: 0; }
  .said p { overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext; }
  .fold p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 12; overflow: hidden; }
  .media { display: inline-flex; align-items: center; gap: 8px; color: var(--text2); font-size: 14px; }
  .media svg { color: var(--text3); }
  mark { background: var(--accent-weak); color: inherit; border-radius: 2px; box-shadow: 0 0 0 1px var(--accent-line); }
  .rep { background: var(--rep); }
  .rep:hover { background: color-mix(in srgb, var(--rep) 88%, var(--rep-line)); }
  .day, .chat { height: 36px; align-items: center; background: var(--surface); }
  .day { position: sticky; top: 0; z-index: 2; }
  .day.rep { background: var(--rep); }
  .day h2 { grid-column: 3 / -1; font-size: 13px; line-height: 20px; font-weight: 600; }
  .day.stuck { box-shadow: 0 1px var(--line); }
  .day h2 .in { font-weight: 400; color: var(--text3); padding-left: 8px; }
  .sys { font-size: 13px; line-height: 20px; padding: 8px 0 4px; color: var(--text3); }
  .sys .said { grid-column: 4; }
  .sys time { grid-column: 2; font-size: 12px; }
  .bone { height: 10px; margin: 6px 0; border-radius: 5px; background: var(--sunken); }
  .w0 { width: 62%; } .w1 { width: 38%; } .w2 { width: 81%; } .w3 { width: 24%; } .w4 { width: 55%; }
  @media (max-width: 719px) {
    .row { padding: 2px 0; }
    .row.run { padding-top: 10px; }
    .row time { grid-column: 3; grid-row: 1; justify-self: end; line-height: 20px; }
    .row .who { grid-column: 2 / 4; grid-row: 1; height: 20px; gap: 0; padding-right: 48px; }
    .disc { width: 28px; height: 28px; line-height: 28px; font-size: 12px; margin: 0 8px -8px 0; align-self: flex-start; }
    .said { grid-column: 3; }
    .row .said { line-height: 22px; font-size: 16px; }
    .row:not(.run) time, .sys time { display: none; }
    .day h2 { grid-column: 2 / -1; }
    .sys .said { grid-column: 3; line-height: 18px; }
  }
`;

const cuts = css`
  .begin, .end { align-items: center; }
  .begin .t, .end .t { grid-column: 2 / -1; display: flex; align-items: center; gap: 8px; min-width: 0; padding-right: 12px; font-size: 13px; }
  .begin { background: linear-gradient(var(--surface) 8px, var(--rep) 0); padding-top: 8px; height: 44px; }
  .begin.on { background: var(--rep); }
  .begin::after { content: ""; position: absolute; left: 44px; right: 0; top: 8px; border-top: 1px dashed var(--rep-line); }
  .begin .t { color: var(--rep-ink); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; display: block; }
  .begin b, .end b { font-weight: 650; }
  .end { height: 52px; }
  .end.rep { background: linear-gradient(var(--rep) 0 50%, var(--surface) 50%); }
  .end::after { content: ""; position: absolute; left: 16px; width: 32px; top: 50%; border-top: 2px solid var(--accent); margin-top: -1px; }
  .end hr { flex: 1; border: 0; border-top: 2px solid var(--accent); margin: 0 0 0 -8px; min-width: 16px; }
  .end .t { position: relative; z-index: 1; }
  .pill {
    display: flex; align-items: center; gap: 8px; height: 28px; padding: 0 12px; border-radius: 14px; background: var(--accent);
    color: var(--accent-ink); font-weight: 600; white-space: nowrap;
  }
  .pill span { opacity: 0.6; margin: 0 -1px; }
  .pill em { font-style: normal; font-weight: 400; }
  .end.over .pill { background: var(--error); color: var(--surface); }
  .end.over hr, .end.over::after { border-color: var(--error); }
  .next { color: var(--accent); font-weight: 600; padding-right: 4px; white-space: nowrap; }
  .do { display: flex; gap: 4px; }
  .do .btn {
    height: 28px; background: var(--surface); border-color: var(--line); font-size: 13px; padding: 0 10px; border-radius: 6px; color: var(--text2);
  }
  .do .btn:hover { border-color: var(--control); color: var(--text); }
  .brk { display: none; }
  @media (min-width: 1800px) { .do .view { display: none; } }
  @media (max-width: 1099px) { .begin::after { left: 36px; } .next { display: none; } }
  @media (pointer: coarse) { .do .btn { height: 44px; } }
  @media (max-width: 719px) {
    .begin { height: 48px; grid-template-columns: 34px minmax(0, 1fr); }
    .begin::after { left: 34px; }
    .begin .t { white-space: normal; line-height: 16px; }
    .end { height: 76px; grid-template-columns: 34px minmax(0, 1fr); }
    .end::after { left: 12px; width: 24px; }
    .end hr, .do .tx, .do .btn.view { display: none; }
    .pill { height: auto; padding: 8px 12px; border-radius: 10px; flex-wrap: wrap; gap: 0 8px; white-space: normal; line-height: 18px; flex: 1; }
    .pill .brk { display: block; flex-basis: 100%; height: 0; overflow: hidden; }
    .pill .dot1 { display: none; }
    .do .btn { width: 44px; height: 44px; padding: 0; justify-content: center; }
    .do { padding-left: 4px; }
  }
  @media (forced-colors: active) { .pill { border: 2px solid CanvasText; forced-color-adjust: none; } .pill span { opacity: 1; } }
`;

export const styles = [frame, messages, cuts];
