// What is told while a file is read, and what goes wrong, in both languages.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { drop, planned, preview, set, show, startPage, whatsapp } from "../support/page.js";

let started;
before(async () => (started = await startPage()));
after(() => started?.close());
afterEach(() => assert.deepEqual(started.offences.splice(0), []));

for (const [locale, stages, problem, sentence] of [
  [
    "en-US",
    ["Starting the database", "Reading the messages", "Finding people, chats and days", "Counting tokens"],
    "2 lines before the first message",
    /is empty; give a file with messages/,
  ],
  [
    "pt-BR",
    ["Iniciando o banco de dados", "Lendo as mensagens", "Procurando pessoas, conversas e dias", "Contando tokens"],
    "2 linhas antes da primeira mensagem",
    /está vazio; use um arquivo com mensagens/,
  ],
]) {
  test(`what is done with a file is told, and its problems, in ${locale}`, async () => {
    const page = await started.open("", { locale });
    // All that is told, however short.
    await preview(page).evaluate((element) => {
      window.notes = [];
      const note = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "loading");
      Object.defineProperty(element, "loading", {
        get: note.get,
        set(value) {
          if (value) window.notes.push(value.note);
          note.set.call(this, value);
        },
      });
    });
    await page.evaluate(
      (block) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([`before all\nsecond\n`, ...Array(40).fill(block)], "chat.txt"));
        dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
      },
      whatsapp(2_000, { day: 13 }),
    );
    await planned(page, 80_000);
    const told = [
      ...new Set(
        (await page.evaluate(() => window.notes))
          .map((note) => note.split(" · ").at(-1))
          .filter((note) => !/^\d+\s?%$/.test(note)),
      ),
    ];
    // The database may have been started behind the sample.
    assert.deepEqual(
      told.filter((stage) => stage !== stages[0]),
      stages.slice(1),
    );
    assert.ok((await page.locator(".note").innerText()).includes(problem));
    await drop(page, ["nothing.txt", ""]);
    await page.locator(".note.failed").waitFor();
    assert.match(await page.locator(".note.failed").innerText(), sentence);
    await page.context().close();
  });
}

test("prompts that are read while a file loads are whole, and so is the file", async () => {
  const page = await started.open();
  await show(page, "chat.txt", whatsapp(2_000));
  await set(page, { limit: 1_000 });
  const { reads, faults } = await page.evaluate(async (block) => {
    const element = document.querySelector("windrow-preview");
    const { planned, source } = element;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["ts,author,body\n", ...Array(20).fill(block)], "large.csv"));
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    const faults = [];
    let reads = 0;
    for (; element.name === "chat.txt"; reads++) {
      const index = (reads * 7) % planned.length;
      const [start, end] = [planned.start[index], planned.end[index]];
      try {
        const { text, repeated, fresh } = await source.read(planned, index, new AbortController().signal);
        const numbers = [...text.matchAll(/message (\d+)/g)].map(([, n]) => Number(n));
        if (repeated.length + fresh.length !== end - start) faults.push(`${index} has ${repeated.length + fresh.length} lines`);
        if (numbers[0] !== start || numbers.at(-1) !== end - 1) faults.push(`${index} is of ${numbers[0]} to ${numbers.at(-1)}`);
      } catch (error) {
        // Its table is gone once the other is shown.
        if (element.name === "chat.txt") faults.push(String(error));
      }
    }
    return { reads, faults };
  }, "2024-01-01 10:00:00,ada,a message of some length\n".repeat(10_000));
  assert.deepEqual(faults, []);
  assert.ok(reads > 3, String(reads));
  await planned(page, 200_000);
  await page.context().close();
});

test("a file is shown from its first message on, and columns with Portuguese names are found", async () => {
  const page = await started.open();
  const rows = Array.from(
    { length: 300 },
    (_, i) =>
      `${String(13 + Math.floor(i / 60)).padStart(2, "0")}/03/2024 10:${String(i % 60).padStart(2, "0")};${i % 2 ? "Ana" : "Zé"};"linha ${i}; ${"bem comprida ".repeat(20)}"\n`,
  );
  await show(page, "mensagens.csv", `data;autor;mensagem\n${rows.join("")}`);
  await page.locator("windrow-conversation p").first().waitFor();
  await page.waitForTimeout(500);
  const [list, first] = await page
    .locator("windrow-conversation")
    .evaluate(({ shadowRoot }) =>
      [".panel", '[data-row="0"]'].map((name) => shadowRoot.querySelector(name).getBoundingClientRect().top),
    );
  assert.ok(first >= list + 30 && first < list + 60, `${first - list} px`);
  assert.deepEqual(await preview(page).evaluate(({ source }) => [...source.people].sort()), ["Ana", "Zé"]);
  await page.context().close();
});

test("the prompts of the sample can be read and copied", async () => {
  const page = await started.open();
  await preview(page).evaluate((element) => element.open(7));
  await page.keyboard.press("e");
  const dialog = page.locator("windrow-export");
  await dialog.locator(".part.dup").waitFor();
  assert.match(await dialog.locator(".part.txt").first().innerText(), /^Before\s+Part 8 of \d+ of a conversation/);
  await page.context().close();
});

for (const locale of ["en-US", "pt-BR"]) {
  test(`on a phone what is below the list is as wide as the phone, whatever the number of prompts, in ${locale}`, async () => {
    for (const width of [390, 360, 320]) {
      const page = await started.open("", { locale, viewport: { width, height: 844 }, hasTouch: true, isMobile: true });
      for (const limit of [8_000, 1_000]) {
        await set(page, { limit });
        const [left, right, all] = await preview(page).evaluate(({ shadowRoot }) => [
          shadowRoot.querySelector(".dock .main").getBoundingClientRect().left,
          shadowRoot.querySelector(".dock .out").getBoundingClientRect().right,
          document.documentElement.scrollWidth,
        ]);
        assert.deepEqual([left, right, all], [12, width - 12, width], `${width} px, ${limit} tokens`);
      }
      await page.context().close();
    }
  });
}

test("on a phone the line where a prompt begins is whole, below the day", async () => {
  const page = await started.open("", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  for (const prompt of [7, 40, 100]) {
    await preview(page).evaluate((element, prompt) => element.open(prompt), prompt);
    // Its messages come later, and are higher than what stood for them.
    await page.waitForFunction(
      (row) =>
        document
          .querySelector("windrow-preview")
          .shadowRoot.querySelector("windrow-conversation")
          .shadowRoot.querySelector(`[data-row="${row}"] p`),
      await preview(page).evaluate(({ plan }, prompt) => plan.start[prompt], prompt),
    );
    await page.waitForTimeout(300);
    const [top, begins] = await page.locator("windrow-conversation").evaluate(({ shadowRoot }, prompt) => {
      const [list, begin] = [".panel", `[data-begin="${prompt}"]`].map((name) =>
        shadowRoot.querySelector(name).getBoundingClientRect(),
      );
      return [list.top, begin.top];
    }, prompt);
    assert.ok(begins >= top + 36, `${begins - top} px below the top of the list`);
  }
  await page.context().close();
});
