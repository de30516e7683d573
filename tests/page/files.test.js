// From a file to prompts that can be sent: what is dropped, what is told of it, what is filtered, and what is saved.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { drop, figures, planned, preview, set, show, startPage, whatsapp } from "../support/page.js";

let started, page;
before(async () => {
  started = await startPage();
  page = await started.open();
});
after(() => started?.close());
afterEach(() => assert.deepEqual(started.offences.splice(0), []));

const texts = () => page.locator("windrow-conversation p").allInnerTexts();
const failure = () => page.locator(".note.failed");

async function saved(format, model) {
  await page.getByRole("button", { name: "Export" }).first().click();
  const dialog = page.locator("windrow-export");
  const more = dialog.getByRole("button", { name: "Also:" });
  if (await more.isVisible()) await more.click();
  await dialog.locator(`input[value=${format}]`).check();
  if (model !== undefined) {
    // A model of another provider is not offered.
    assert.equal(await dialog.locator("#api-model").inputValue(), "");
    await dialog.locator("#api-model").fill(model);
    await dialog.locator("#api-model").blur();
  }
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.locator("#save").click()]);
  await dialog.getByText("saved.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  return readFileSync(await download.path());
}

test("a WhatsApp chat is dropped, and leaves as prompts within their limit: what is exported is what was measured", async () => {
  await show(page, "chat.txt", whatsapp(400));
  assert.match(await figures(page), /^400 messages → \d+ prompts? · [\d,]+ tokens/);
  await page.locator("windrow-settings").getByLabel("Model").selectOption("gpt-4o");
  await page.waitForFunction(() => !document.querySelector("windrow-preview").loading);
  await set(page, { limit: 1_000 });
  const { length, most } = await preview(page).evaluate(({ plan }) => ({
    length: plan.length,
    most: Math.max(...plan.sum("tokens")),
  }));
  assert.ok(length > 5 && most <= 1_000);
  const lines = String(await saved("jsonl"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(lines.length, length);
  for (const [i, { prompt, tokens, text }] of lines.entries()) {
    assert.equal(prompt, i + 1);
    assert.ok(tokens <= 1_000, `${tokens} tokens`);
    assert.ok(text.startsWith(`Part ${i + 1} of ${length} of a conversation, 2024-01-`));
    assert.ok(text.endsWith("\n\nAnswer in the language of the conversation."));
  }
  assert.match(lines[0].text, /\[2024-01-13 09:00\] Ada: message 0, and/);
});

test("batches, tables, the plan, the settings and the code are saved", async () => {
  const batch = String(await saved("openai"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(batch[0].body.model, "gpt-4o");
  assert.ok(JSON.parse(String(await saved("anthropic", "claude-1"))).requests.length > 1);
  assert.match(String(await saved("csv")), /^prompt,last_prompt,/);
  assert.equal(String((await saved("parquet")).subarray(0, 4)), "PAR1");
  assert.match(String(await saved("plan")), /^\w+,/);
  assert.equal(JSON.parse(String(await saved("spec"))).max.tokens, 1_000);
  assert.match(String(await saved("code")), /chat\.txt/);
});

/** Requires that each prompt holds the same messages in the file that is saved and between the cuts that are shown. */
async function requireSameMessages(count) {
  const written = String(await saved("jsonl"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).text.match(/said \S+/g));
  const shown = await preview(page).evaluate(async ({ messages, plan }) => {
    const columns = await messages({ start: 0, end: plan.end.at(-1) });
    const texts = [...columns.find(({ role }) => role === "text").values];
    return Array.from(plan.start, (start, i) => texts.slice(start, plan.end[i]));
  });
  assert.ok(shown.length > 2);
  assert.deepEqual(shown, written);
  assert.equal(new Set(shown.flat()).size, count);
}

test("of chats in any order, what is shown is what is sent: filtered, and without times or chats too", async () => {
  const minute = (i) => String(i).padStart(2, "0");
  const rows = ["zebra", "apple", "mango"].flatMap((chat, c) =>
    Array.from(
      { length: 20 },
      (_, i) => `2024-01-0${3 - c} 10:${minute(i)}:00,${chat},${i % 2 ? "bob" : "ada"},said ${chat}-${i}\n`,
    ),
  );
  await show(
    page,
    "rooms.csv",
    `ts,chat,author,body\n${rows.join("")},zebra,ada,said never\n2024-01-02 09:00:00,,ada,said without-chat\n`,
  );
  await set(page, { limit: 300 });
  await requireSameMessages(61);
  await page.getByRole("button", { name: "Filter" }).first().click();
  await page.locator("windrow-filter").getByRole("switch", { name: "bob" }).click();
  await planned(page, 31);
  await page.keyboard.press("Escape");
  await requireSameMessages(31);
});

test("of several chats that are put together, what is shown is what is sent", async () => {
  const chat = (name, day) =>
    Array.from({ length: 30 }, (_, i) => `[${day + (i % 3)}/01/2024, 10:00:${10 + i}] Ada: said ${name}-${i}\n`)
      .sort()
      .join("");
  await drop(page, ["zebra.txt", chat("zebra", 14)], ["apple.txt", chat("apple", 15)]);
  await planned(page, 60);
  await requireSameMessages(60);
  const apart = page.locator("windrow-settings").getByRole("switch", { name: "Keep chats apart" });
  if (!(await apart.isVisible())) await page.locator("windrow-settings summary").click();
  const before = await preview(page).evaluateHandle(({ rows }) => rows);
  await apart.click();
  await page.waitForFunction((before) => document.querySelector("windrow-preview").rows !== before, before);
  await requireSameMessages(60);
  await before.dispose();
  await apart.click();
  await page.waitForFunction(() => document.querySelector("windrow-preview").source.chats === 2);
  await page.locator("windrow-settings summary").click();
  await set(page, { limit: 8_000 });
});

test("a batch is not saved without the model's name, and its field says so", async () => {
  await page.locator("windrow-settings").getByLabel("Model").selectOption("other");
  await page.waitForFunction(() => !document.querySelector("windrow-preview").loading);
  await page.getByRole("button", { name: "Export" }).first().click();
  const dialog = page.locator("windrow-export");
  await dialog.locator("input[value=openai]").check();
  await dialog.locator("#save").click();
  assert.match(await dialog.locator("#model-fault").innerText(), /as its provider calls it/);
  await dialog.locator("#api-model").fill("my-model");
  await dialog.locator("#api-model").blur();
  await dialog.locator("#model-fault").waitFor({ state: "detached" });
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.locator("#save").click()]);
  assert.equal(JSON.parse(readFileSync(await download.path(), "utf8").split("\n")[0]).body.model, "my-model");
  await dialog.locator("input[value=jsonl]").check();
  await page.keyboard.press("Escape");
  await page.locator("windrow-settings").getByLabel("Model").selectOption("gpt-4o");
  await page.waitForFunction(() => !document.querySelector("windrow-preview").loading);
});

test("a limit that the model cannot read is told, with one that it can", async () => {
  await set(page, { limit: 500_000 });
  const hint = page.locator("windrow-settings .over");
  assert.match(await hint.innerText(), /^391% of the model’s context: the model cannot read such a prompt\. Use 127,000$/);
  await hint.getByRole("button").click();
  await hint.waitFor({ state: "detached" });
  assert.equal(await page.locator("windrow-settings input[data-field=limit]").inputValue(), "127,000");
  await set(page, { limit: 8_000 });
});

test("on a phone the settings are a sheet that takes the focus, and gives it back", async () => {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const focus = () =>
    page.evaluate(() => {
      let { activeElement } = document;
      while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement;
      return activeElement?.className || activeElement?.localName;
    });
  await page.locator(".dock .main").click();
  await page.waitForFunction(
    () => document.querySelector("windrow-preview").shadowRoot.activeElement?.localName === "windrow-settings",
  );
  assert.equal(await focus(), "field");
  await page.keyboard.press("Escape");
  await page.locator(".app.sheet").waitFor({ state: "detached" });
  assert.equal(await focus(), "btn main");
  await page.setViewportSize(size);
});

test("the prompt that is shown in the dialog is the one that is sent, with its parts", async () => {
  await show(page, "parts.txt", whatsapp(200));
  await set(page, { limit: 1_000 });
  await page.getByRole("button", { name: "Export" }).first().click();
  const dialog = page.locator("windrow-export");
  await dialog.getByRole("button", { name: "Next prompt" }).click();
  await dialog.locator(".part.dup").waitFor();
  assert.match(await dialog.locator(".part.txt").first().innerText(), /^Before\s+Part 2 of/);
  assert.match(await dialog.locator(".part.dup").innerText(), /^Repeated from prompt 1 · \d+ messages?/);
  await dialog.locator("#line").fill("{author} says {text}");
  // What arrives meanwhile, such as sizes of files, leaves what is typed as it is.
  await preview(page).evaluate(async (element) => {
    element.source = { ...element.source, formats: element.source.formats.map((format) => ({ ...format, bytes: 1 })) };
    await element.updateComplete;
  });
  await dialog.locator("#line").blur();
  await dialog
    .locator(".part", { hasText: /(Ada|Bob|Chidi) says message/ })
    .first()
    .waitFor();
  await dialog.locator("#line").fill("{nobody}: {text}");
  await dialog.locator("#line").blur();
  // It is told in the dialog, at its field, and the prompts are as the standard template writes them.
  const fault = dialog.locator("#line-fault");
  await fault.waitFor();
  assert.match(await fault.innerText(), /\{nobody\} at character 1 of the template has no column; there is time, author, text/);
  assert.equal(await dialog.locator("#line").getAttribute("aria-invalid"), "true");
  const [box, field] = [await fault.boundingBox(), await dialog.locator("#line").boundingBox()];
  assert.ok(Math.abs(box.y - field.y - field.height) < 24, `${box.y} after ${field.y}`);
  assert.equal(await page.locator(".note.failed").count(), 0);
  await dialog
    .locator(".part", { hasText: /\] (Ada|Bob|Chidi): message/ })
    .first()
    .waitFor();
  await dialog.locator("#line").fill("[{time:%Y-%m-%d %H:%M}] {author}: {text}");
  await dialog.locator("#line").blur();
  await dialog
    .locator(".part", { hasText: /\[2024-\d\d-\d\d/ })
    .first()
    .waitFor();
  await fault.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  // Focus returns to what has opened it.
  assert.match(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className), /export/);
});

test("names and numbers are redacted where they are shown and sent", async () => {
  const name = "WhatsApp Chat with Bob.txt";
  await show(page, name, `${whatsapp(3)}[15/01/2024, 10:00:00] Ada: Bob, call me: +49 30 1234567\n`);
  await page.getByRole("button", { name: "Export" }).first().click();
  await page.locator("windrow-export").getByRole("switch").click();
  await page.waitForFunction(() => document.querySelector("windrow-preview").source.redacted === true);
  await page.keyboard.press("Escape");
  const lines = String(await saved("jsonl"));
  assert.doesNotMatch(lines, /Bob|1234567/);
  assert.match(lines, /Person \d, call me: \[phone\]/);
  const table = String(await saved("csv"));
  assert.doesNotMatch(table, /Bob/);
  assert.match(table, /Chat 1/);
  // The code makes the same prompts.
  assert.match(String(await saved("code")), /from: \{ sql: `SELECT .*regexp_replace.* FROM "\$\{table\}"/s);
});

test("a filter is reached by its key and gives the focus back, and its days are told where they are backwards", async () => {
  await show(page, "chat.txt", whatsapp(600));
  await page.locator("windrow-settings #limit").press("f");
  const first = page.locator("windrow-filter button, windrow-filter input").first();
  await page.waitForFunction(() => {
    const filter = document.querySelector("windrow-preview").shadowRoot.querySelector("windrow-filter");
    return filter?.shadowRoot.activeElement !== null && filter?.shadowRoot.activeElement !== undefined;
  });
  assert.ok(await first.evaluate((element) => element.matches(":focus")));
  const { from, to } = await preview(page).evaluate(({ source }) => source.choices);
  const days = page.locator("windrow-filter input[type=date]");
  await days.nth(0).fill(to);
  await days.nth(0).blur();
  await page.waitForFunction((to) => document.querySelector("windrow-preview").source.filter.from === to, to);
  await days.nth(1).fill(from);
  await days.nth(1).blur();
  await page.locator("windrow-filter").getByText("The last day is before the first one.").waitFor();
  assert.equal(await days.nth(1).getAttribute("aria-invalid"), "true");
  assert.equal(await failure().count(), 0);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => {
    const { activeElement } = document.querySelector("windrow-preview").shadowRoot;
    return activeElement?.shadowRoot?.activeElement?.id === "limit";
  });
});

test("problems are told and counted, and dates that were guessed can be switched", async () => {
  await show(page, "chat.txt", `before all\nsecond\n${whatsapp(3, { day: 3, month: 4 })}`);
  const note = page.locator(".note");
  assert.match(await note.innerText(), /2 lines before the first message.*day\/month/s);
  assert.match(await page.locator("windrow-conversation h2").first().innerText(), /3 April 2024/);
  await note.getByRole("button", { name: "Switch" }).click();
  await page.locator("windrow-conversation h2", { hasText: "4 March 2024" }).waitFor();
  assert.match(await note.innerText(), /month\/day/);
  await note.getByRole("button", { name: "Show" }).click();
  await page.locator("windrow-file summary").first().click();
  assert.deepEqual(await page.locator("windrow-file li").allInnerTexts(), ["before all", "second"]);
  await page.keyboard.press("Escape");
});

test("lines of the messenger are left out unless asked for, people and days can be", async () => {
  const system = "[13/01/2024, 08:00:00] Ada: \u200eMessages and calls are end-to-end encrypted.\n";
  await show(page, "chat.txt", system + whatsapp(6));
  assert.match(await figures(page), /^6 messages/);
  assert.match(await page.locator(".note").innerText(), /1 system line left out/);
  await page.getByRole("button", { name: "Filter" }).first().click();
  await page.locator("windrow-filter").getByRole("switch", { name: "Leave out system lines" }).click();
  await planned(page, 7);
  await page.locator("windrow-filter").getByRole("switch", { name: "Bob" }).click();
  await planned(page, 5);
  assert.ok(!(await texts()).some((text) => text.startsWith("message 1,")));
  await page.locator("windrow-filter").getByRole("button", { name: "Show all messages" }).click();
  await planned(page, 7);
  await page.keyboard.press("Escape");
});

test("a search marks what it finds, and goes from hit to hit", async () => {
  await show(page, "chat.txt", whatsapp(400));
  await page.keyboard.press("/");
  await page.keyboard.type("message 37");
  await page.locator(".hits", { hasText: "of 11" }).waitFor();
  await page.locator("windrow-conversation mark").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator("windrow-conversation .here mark").waitFor();
  await page.keyboard.press("Escape");
  // A second time, keys are the page's own again.
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await page.locator('[role="tab"][aria-selected="true"]', { hasText: "Prompts" }).waitFor();
  await page.keyboard.press("1");
});

test("columns of a table are guessed and can be chosen, and an id makes stable cuts", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `m${i},2024-01-01 10:${String(i).padStart(2, "0")}:00,room ${i % 2},said ${i},other words of ${i}\n`,
  );
  await show(page, "table.csv", `id,ts,room,body,note\n${lines.join("")}`);
  await page.locator("windrow-hero .src").click();
  await page.locator('windrow-file select[data-role="text"]').selectOption("note");
  await page.locator("windrow-conversation p", { hasText: "other words" }).first().waitFor();
  if (!(await page.locator('windrow-file select[data-role="id"]').isVisible())) await page.locator("windrow-hero .src").click();
  await page.locator('windrow-file select[data-role="id"]').selectOption("id");
  await page.waitForFunction(() => document.querySelector("windrow-preview").rows.hasKeys);
  await page.keyboard.press("Escape");
  await page.locator("windrow-settings").getByText("Stable").click();
  assert.equal(await preview(page).evaluate(({ settings }) => settings.cut), "stable");
  await set(page, { cut: "quiet" });
});

test("of files that are dropped one after the other, the newest is shown; several at once are one", async () => {
  await drop(page, ["first.txt", whatsapp(3_000)]);
  await drop(page, ["second.txt", whatsapp(5)]);
  await page.waitForFunction(() => document.querySelector("windrow-preview").name === "second.txt");
  await planned(page, 5);
  await drop(page, ["a.txt", whatsapp(4)], ["b.txt", whatsapp(3, { day: 20 })]);
  await planned(page, 7);
  await show(page, "third.txt", whatsapp(8));
  await planned(page, 8);
});

test("text that is pasted outside fields is opened", async () => {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true }));
  }, whatsapp(9));
  await planned(page, 9);
});

for (const [name, content, sentence] of [
  ["nothing.txt", "", "nothing.txt could not be opened."],
  ["cut.json", '[{"a": 1}', "cut.json could not be opened. It cannot be read as JSON."],
  ["a.bin", "\u0001\u0002\u0000\u0003", "a.bin could not be opened."],
]) {
  test(`${name} is told in the reader's words; what was shown stays as it was, and the next file works`, async () => {
    await show(page, "chat.txt", whatsapp(12));
    const before = await figures(page);
    await drop(page, [name, content]);
    await failure().waitFor();
    const said = await failure().innerText();
    assert.ok(said.startsWith(sentence), said);
    assert.doesNotMatch(said, /read_csv|SELECT|Binder|Catalog|INTERNAL/);
    assert.equal(await figures(page), before);
    assert.equal(await page.locator("windrow-conversation").evaluate((element) => getComputedStyle(element).opacity), "1");
    await show(page, "next.txt", whatsapp(3));
    assert.equal(await failure().count(), 0);
  });
}

test("a tiny file, and one whose filter leaves nothing, show no NaN", async () => {
  await show(page, "one.txt", whatsapp(1));
  for (const key of ["2", "3", "4", "1"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
    const text = await preview(page).evaluate(function read(element) {
      const of = (root) =>
        [...root.querySelectorAll("*")].map((child) => (child.shadowRoot ? of(child.shadowRoot) : "")).join(" ") +
        root.textContent;
      return of(element.shadowRoot);
    });
    assert.doesNotMatch(text, /NaN|undefined|Infinity/);
  }
});

test("hostile names and texts are inert, and shown as they are", async () => {
  const hostile = [
    '<img src=x onerror="alert(1)">',
    "\u202egnp.exe\u202c!",
    "</script><script>alert(2)</script>",
    "*not bold* {n}",
    "word ".repeat(1 << 12),
  ];
  await show(
    page,
    '<img src=y onerror="alert(3)">.txt',
    hostile.map((text, i) => `[13/01/2024, 10:0${i}:00] <b>Ada</b> *x*: ${text}\n`).join(""),
  );
  await page.locator("windrow-conversation .row p").nth(3).waitFor();
  const shown = await texts();
  assert.deepEqual(shown.slice(0, 4), hostile.slice(0, 4));
  assert.ok(shown[4].length < 3_000);
  await page.locator("windrow-conversation").getByRole("button", { name: "Show all 20,480 characters" }).click();
  assert.equal((await texts())[4].trimEnd().length, 20_479);
  assert.equal(await page.locator("img, windrow-conversation script, windrow-conversation b b, windrow-hero img").count(), 0);
});

test("chats are named and kept apart, and can be put together", async () => {
  const slack = (name, hour) =>
    Array.from({ length: 4 }, (_, i) => `2024-01-01 ${hour}:0${i}:00,${name},ada,said ${i} in ${name}\n`).join("");
  await show(page, "rooms.csv", `ts,chat,author,body\n${slack("garden", 10)}${slack("kitchen", 11)}`);
  assert.equal(await preview(page).evaluate(({ plan }) => plan.length), 2);
  assert.match(await page.locator("windrow-hero p").innerText(), /2 chats/);
  assert.deepEqual(await page.locator("windrow-conversation h2 .in").allInnerTexts(), ["garden", "kitchen"]);
  await page.locator("windrow-settings summary").click();
  await page.locator("windrow-settings").getByRole("switch", { name: "Keep chats apart" }).click();
  await page.waitForFunction(() => document.querySelector("windrow-preview").plan?.length === 1);
});

test("a load can be left, and its progress never runs backwards", async () => {
  await show(page, "chat.txt", whatsapp(12));
  await page.evaluate((block) => {
    window.done = [];
    const element = document.querySelector("windrow-preview");
    setInterval(() => element.loading?.done !== undefined && window.done.push(element.loading.done), 10);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["ts,author,body\n", ...Array(150).fill(block)], "large.csv"));
    element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  }, "2024-01-01 10:00:00,ada,a message of some length\n".repeat(10_000));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator(".note", { hasText: "cancelled" }).waitFor();
  const done = await page.evaluate(() => window.done);
  assert.deepEqual(
    done,
    [...done].sort((a, b) => a - b),
  );
  assert.match(await figures(page), /^12 messages/);
  await show(page, "next.txt", whatsapp(3));
});
