// What someone meets first: the sample with its plan, the conversation, the settings, and the way through the plan.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { axe, figures, planned, preview, set, startPage } from "../support/page.js";

let started, page;
const requests = [];
before(async () => {
  started = await startPage();
  page = await started.open("", { requests });
});
after(() => started?.close());
afterEach(() => assert.deepEqual(started.offences.splice(0), []));

const conversation = () => page.locator("windrow-conversation");
const middle = () => conversation().evaluate(({ row }) => row);

test("the sample is planned before the database is asked for", async () => {
  const other = [];
  const page = await started.open("", { requests: other });
  const first = other.findIndex((path) => /duckdb.*\.wasm/.test(path));
  const sample = other.findIndex((path) => /sample\.arrow\.gz/.test(path));
  assert.ok(sample >= 0 && (first < 0 || sample < first), other.join(" "));
  assert.ok(!other.some((path) => /sample\.csv$/.test(path)));
  await page.context().close();
});

test("less than 300 kB are sent before the sample is planned, of a megabyte at most", async () => {
  const context = await started.browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() =>
    document.addEventListener("plan", () => performance.mark("planned"), { capture: true, once: true }),
  );
  await page.goto(started.url);
  await planned(page);
  const sent = await page.evaluate(() => {
    const [{ startTime }] = performance.getEntriesByName("planned");
    const asked = ["navigation", "resource"]
      .flatMap((type) => performance.getEntriesByType(type))
      .filter((entry) => entry.startTime < startTime);
    return asked.map(({ name, transferSize }) => [name.split("/").at(-1), transferSize]);
  });
  const all = sent.reduce((sum, [, bytes]) => sum + bytes, 0);
  assert.ok(all > 200_000 && all < 300_000, `${all} bytes: ${sent.join(" ")}`);
  await context.close();
});

test("one line says it all, and a note invites to open a file", async () => {
  assert.match(await figures(page), /^20,000 messages → \d+ prompts · [\d,]+ tokens · \$\d+\.\d\d$/);
  await page.getByText("Drop your own chat anywhere").waitFor();
});

test("of 20,000 messages those near are elements, and each stands once", async () => {
  const rows = await conversation().evaluate(({ shadowRoot }) =>
    [...shadowRoot.querySelectorAll("[data-row]")].map(({ dataset }) => Number(dataset.row)),
  );
  assert.ok(rows.length > 20 && rows.length < 300, String(rows.length));
  assert.deepEqual(
    rows,
    [...new Set(rows)].sort((a, b) => a - b),
  );
});

test("it scrolls from the first message to the last, without a gap", async () => {
  const list = conversation().locator(".panel");
  await list.focus();
  await page.keyboard.press("End");
  await conversation().locator('[data-row="19999"]').waitFor();
  await page.waitForFunction(() =>
    document
      .querySelector("windrow-preview")
      .shadowRoot.querySelector("windrow-conversation")
      .shadowRoot.querySelector('[data-row="19999"] p'),
  );
  await page.keyboard.press("Home");
  await conversation().locator('[data-row="0"]').waitFor();
  assert.equal(await list.evaluate(({ scrollTop }) => scrollTop), 0);
  for (const share of [0.3, 0.7]) {
    await list.evaluate((element, share) => element.scrollTo(0, share * element.scrollHeight), share);
    await page.waitForTimeout(400);
    const [top, bottom, from, to] = await conversation().evaluate(({ shadowRoot }) => {
      const [scroller, block] = [".panel", ".block"].map((name) => shadowRoot.querySelector(name).getBoundingClientRect());
      return [block.top, block.bottom, scroller.top, scroller.bottom];
    });
    assert.ok(top <= from && bottom >= to, `${top}–${bottom} of ${from}–${to}`);
    assert.ok(Math.abs((await middle()) / 20_000 - share) < 0.05, String(await middle()));
  }
});

test("while a limit moves, the message in the middle keeps its pixel, and the cuts move", async () => {
  await preview(page).evaluate((element) => element.open(40));
  await page.waitForTimeout(400);
  const seen = () =>
    conversation().evaluate((element) => {
      const at = element.row;
      const item = element.shadowRoot.querySelector(`[data-row="${at}"]`);
      return {
        at,
        top: item.getBoundingClientRect().top,
        cuts: [...element.shadowRoot.querySelectorAll("[data-end]")].map(({ dataset }) => dataset.end).join(),
      };
    });
  const before = await seen();
  const slider = page.locator("windrow-settings #limit");
  const topOf = () =>
    conversation().evaluate(
      (element, at) => element.shadowRoot.querySelector(`[data-row="${at}"]`).getBoundingClientRect().top,
      before.at,
    );
  for (const value of [300, 360, 500, 430]) {
    await slider.evaluate((input, value) => {
      input.valueAsNumber = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, value);
    await preview(page).evaluate((element) => element.updateComplete);
    assert.ok(Math.abs((await topOf()) - before.top) < 1.5, `${await topOf()} for ${before.top}`);
  }
  assert.notEqual((await seen()).cuts, before.cuts);
});

test("a change of settings is a step of the browser's history, and the address holds it", async () => {
  const page = await started.open();
  const settings = page.locator("windrow-settings");
  await settings.getByText("When full").click();
  await settings.locator("#overlap").focus();
  await page.keyboard.press("ArrowRight");
  const hash = await page.evaluate(() => location.hash);
  assert.equal(hash, "#overlap=0.06&cut=full");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => location.hash === "#cut=full");
  assert.equal(await preview(page).evaluate(({ settings }) => settings.overlap), 0.05);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("windrow-preview").settings.cut === "quiet");
  await page.getByRole("button", { name: "Redo" }).click();
  await page.waitForFunction(() => document.querySelector("windrow-preview").settings.cut === "full");
  await page.context().close();
  const other = await started.open(hash);
  assert.deepEqual(await preview(other).evaluate(({ settings: { overlap, cut } }) => [overlap, cut]), [0.06, "full"]);
  await other.context().close();
});

test("what is wrong in a field is told beside it, in sight, with what mends it, and the plan stays", async () => {
  const settings = page.locator("windrow-settings");
  await set(page, { cut: "quiet", limit: 8_000 });
  const before = await figures(page);
  await settings.locator("summary").click();
  await settings.getByRole("switch", { name: "New prompt after a pause of" }).click();
  const field = settings.getByRole("textbox", { name: "New prompt after a pause of" });
  const withPause = await figures(page);
  assert.notEqual(withPause, before);
  await field.fill("9 hours please");
  assert.equal(await field.getAttribute("aria-invalid"), null); // never while typing
  await field.blur();
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const alert = settings.locator("#gap-fault");
  assert.match(await alert.innerText(), /“9 hours please” is not a length of time/);
  assert.equal(await field.getAttribute("aria-describedby"), "gap-fault");
  const box = await alert.boundingBox();
  assert.ok(box.y > 0 && box.y + box.height <= 900, JSON.stringify(box));
  assert.equal(await figures(page), withPause);
  await page.locator("windrow-hero", { hasText: "The pause is not valid" }).waitFor();
  assert.equal(await page.locator("windrow-preview .dim").count(), 0);
  assert.deepEqual(await axe(page), []);
  await settings.getByRole("button", { name: "Use 9h" }).click();
  assert.equal(await field.inputValue(), "9h");
  assert.equal(await alert.count(), 0);
  await settings.getByRole("switch", { name: "New prompt after a pause of" }).click();
  assert.equal(await figures(page), before);
});

test("a fault that a link brings is told as well, and the plan is without it", async () => {
  const page = await started.open("#gap=9+hours+please");
  await page.locator("windrow-settings #gap-fault").waitFor();
  const box = await page.locator("windrow-settings #gap-fault").boundingBox();
  assert.ok(box.y + box.height <= 900, JSON.stringify(box));
  assert.match(await figures(page), /^20,000 messages/);
  await page.context().close();
});

test("a number that is not one, a message over the limit and a reserve that leaves nothing are told in the reader's words", async () => {
  const settings = page.locator("windrow-settings");
  const field = settings.getByRole("textbox", { name: "Limit", exact: true });
  await field.fill("many");
  await field.blur();
  assert.match(await settings.locator("#limit-fault").innerText(), /“many” is not a whole number/);
  await field.fill("32k");
  await field.blur();
  assert.equal(await preview(page).evaluate(({ settings }) => settings.limit), 32_000);
  await set(page, { limit: 1_000, over: true });
  assert.match(await settings.locator("#over-fault").innerText(), /alone is over the limit/);
  await settings.getByRole("button", { name: "Turn it off" }).click();
  await set(page, { limit: 1_000, reserve: 1_000 });
  assert.match(await settings.locator("#reserve-fault").innerText(), /leave nothing of the limit/);
  await set(page, { limit: 8_000, reserve: undefined });
  assert.equal(await settings.locator(".fault").count(), 0);
});

test("a click on the map goes there, and moves nothing else", async () => {
  const map = page.locator("windrow-minimap[orientation=vertical]");
  const box = await map.boundingBox();
  const scrolled = await page.evaluate(() => [scrollX, scrollY]);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.6);
  const row = await middle();
  assert.ok(row > 8_000 && row < 16_000, String(row));
  assert.deepEqual(await map.boundingBox(), box);
  assert.deepEqual(await page.evaluate(() => [scrollX, scrollY]), scrolled);
  await page.mouse.move(box.x + box.width / 2, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 300);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.3);
  await page.mouse.up();
  assert.ok((await middle()) < row);
});

test("keys reach prompts, messages, tabs, limits and the list of keys", async () => {
  await preview(page).evaluate((element) => element.open(3));
  await page.locator("windrow-conversation .panel").focus();
  const step = page.locator(".bar .step");
  await page.keyboard.press("n");
  assert.match(await step.innerText(), /Prompt 5 of/);
  await page.keyboard.press("p");
  assert.match(await step.innerText(), /Prompt 4 of/);
  const limit = await preview(page).evaluate(({ settings }) => settings.limit);
  await page.keyboard.press("]");
  assert.ok((await preview(page).evaluate(({ settings }) => settings.limit)) > limit);
  await page.keyboard.press("[");
  await page.keyboard.press("2");
  assert.equal(await page.getByRole("tab", { name: "Prompts" }).getAttribute("aria-selected"), "true");
  await page.keyboard.press("1");
  await page.keyboard.press("?");
  await page.locator("windrow-keys dl").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.type), "search");
  await page.keyboard.press("Escape");
  // What a field takes is text.
  const at = await step.innerText();
  await page.locator(".find input").press("n");
  assert.equal(await step.innerText(), at);
  await page.locator(".find input").fill("");
  await page.locator("windrow-conversation .panel").focus();
});

test("the table has every prompt, and a click goes there", async () => {
  await page.keyboard.press("2");
  const table = page.locator("windrow-prompts");
  const length = await preview(page).evaluate(({ plan }) => plan.length);
  assert.equal(await table.locator("table").getAttribute("aria-rowcount"), String(length + 1));
  const lines = await table.locator("tbody tr").count();
  assert.ok(lines > 10 && lines < 90, String(lines));
  await table.locator("tbody tr").nth(6).click();
  assert.equal(await table.locator('tr[aria-current="true"] button').innerText(), "7");
  const row = await preview(page).evaluate(({ plan }) => plan.start[6]);
  await page.keyboard.press("1");
  assert.ok((await middle()) >= row);
});

test("charts and the comparison say what other choices would cost", async () => {
  await page.keyboard.press("3");
  const charts = page.locator("windrow-charts");
  await charts.locator("figure").nth(3).waitFor();
  assert.deepEqual(await axe(page), []);
  const limit = await preview(page).evaluate(({ settings }) => settings.limit);
  const cost = charts.locator("svg").nth(1);
  const box = await cost.boundingBox();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 80);
  await charts.locator(".said").first().waitFor();
  await page.mouse.click(box.x + box.width * 0.8, box.y + 80);
  assert.ok((await preview(page).evaluate(({ settings }) => settings.limit)) > limit);
  await set(page, { limit: 8_000 });
  await page.keyboard.press("4");
  const compare = page.locator("windrow-compare");
  assert.match(await compare.locator(".verdict").innerText(), /This plan sends \d+ prompts (fewer|more)/);
  const [own] = await compare.locator("tbody td b").allInnerTexts();
  assert.equal(Number(own), await preview(page).evaluate(({ plan }) => plan.length));
  await compare.getByLabel("Second plan").selectOption("this");
  assert.deepEqual([...new Set(await compare.locator("tbody td:last-child").allInnerTexts())], ["0"]);
  await page.keyboard.press("1");
});

test("words, numbers and money are Brazilian in a Brazilian browser, and by hand", async () => {
  const page = await started.open("", { locale: "pt-BR" });
  assert.match(await figures(page), /^20\.000 mensagens → \d+ prompts · [\d.]+ tokens · (US\$ )?\s?[\dUS$\s,]+$/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "pt-BR");
  await page.getByRole("tab", { name: "Conversa" }).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Mais" }).first().click();
  await page.getByText("Idioma").click();
  await page.getByRole("tab", { name: "Conversation" }).waitFor();
  assert.match(await figures(page), /^20,000 messages/);
  await page.reload();
  await planned(page);
  await page.getByRole("tab", { name: "Conversation" }).waitFor();
  await page.context().close();
});

for (const [name, options] of [
  ["a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ["a phone, dark", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: "dark" }],
  ["a tablet", { viewport: { width: 900, height: 1_100 } }],
  ["a desk, dark", { colorScheme: "dark" }],
  ["a wide desk", { viewport: { width: 2_560, height: 1_440 } }],
  ["200 % zoom", { viewport: { width: 700, height: 450 } }],
]) {
  test(`on ${name} nothing is cut off, and axe finds nothing`, async () => {
    const page = await started.open("", options);
    const { width, height } = options.viewport ?? { width: 1_400, height: 900 };
    const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    assert.ok(size[0] <= width, `${size[0]} px wide`);
    if (height > 560) assert.ok(size[1] <= height, `${size[1]} px high`);
    for (const key of ["1", "2"]) {
      await page.keyboard.press(key);
      assert.deepEqual(await axe(page), []);
    }
    await page.keyboard.press("1");
    if (options.hasTouch) {
      const small = await page.evaluate(() => {
        const found = [];
        const look = (root) => {
          for (const element of root.querySelectorAll("*")) {
            if (element.shadowRoot) look(element.shadowRoot);
            if (!element.matches("button, select, input:not([type=radio], [type=file]), summary")) continue;
            const { width, height } = element.getBoundingClientRect();
            if (
              width > 0 &&
              getComputedStyle(element).visibility === "visible" &&
              element.checkVisibility() &&
              (height < 43.5 || width < 43.5) &&
              !element.matches(".link, .src, .unit input, .unit *")
            )
              found.push(`${element.className || element.tagName} ${width}×${height}`);
          }
        };
        look(document);
        return found;
      });
      assert.deepEqual(small, []);
    }
    await page.context().close();
  });
}

test("in forced colours the map is not blank, and prompts still have lanes", async () => {
  const page = await started.open("", { forcedColors: "active" });
  const colours = await page.locator("windrow-minimap[orientation=vertical]").evaluate(({ shadowRoot }) => {
    const canvas = shadowRoot.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const found = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) found.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    return found.size;
  });
  assert.ok(colours >= 3, String(colours));
  await page.context().close();
});

test("a plan can be printed: its figures, its settings, all prompts and the map", async () => {
  const page = await started.open();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const length = await preview(page).evaluate(({ plan }) => plan.length);
  assert.equal(await page.locator("windrow-prompts tbody tr").count(), length);
  assert.ok(await page.getByText("Limit 8,000 tokens, overlap 5%, cut: At a pause.").isVisible());
  assert.ok(!(await page.locator("windrow-settings").isVisible()));
  await page.context().close();
});
