import { seconds } from "../time.js";
import { lines } from "./notation.js";

/**
 * Scripted moments; each line starts with the seconds since the one before. `scene.js` replaces
 * `(null)`, `(empty)` and `(paste)`.
 */
const scripts = {
  "2023-03-01T18:02:11Z": `
    0 system: Noor created the group "Sunday boots"
    0 system: Noor added Mateus
    0 system: Noor added Haruka
    0 system: Noor added Oleksa
    0 system: Noor added Salma
    0 system: Noor added Jörg
    34 Noor: Hello everyone! One group instead of five threads, as promised
    12 Mateus: finally
    9 Haruka: こんにちは 🌸 hello all!
    41 Jörg: Good evening. How do I make the letters bigger
    15 Salma: هلا والله! And Jörg, pinch. With two fingers. On the screen, not the phone
    22 Jörg: Ah.
    8 Oleksa: Привіт! 🏔️ So where are we going?
    31 Noor: That's what the group is for: one proper hike before summer, and nobody says "we should really" anymore`,
  "2023-03-04T11:20:05Z": `
    0 system: Noor added Lin
    44 Lin: hi! 大家好
    7 Lin: so this is where the plans happen
    13 Mateus: this is where plans are *talked about*, careful
    5 Salma: 😂
    21 Oleksa: Welcome, Lin! 👋🏼`,
  "2023-03-19T20:41:00Z": `
    0 system: Noor added Ilse
    19 Ilse: hallo allemaal, hi all
    16 Noor: Ilse has a car and a tent, be nice to her
    8 Mateus: welcome, dear Ilse, best friend of mine since now
    11 Ilse: the car is a very small car
    6 Haruka: 🚗✨`,
  "2023-09-24T17:15:32Z": `
    0 system: Salma added Tunde
    0 system: Salma changed the group name to "Sunday boots & Monday soup"
    25 Tunde: Good evening good people 🙌🏿 I was told there's food
    14 Salma: Tunde makes jollof that ends arguments
    9 Tunde: STARTS arguments
    17 Haruka: you're hired 🧑🏻‍🍳🤝🏿🧑🏿‍🍳`,
  "2023-11-16T13:07:48Z": `
    0 Oleksa: (null)
    21 Ilse: what did you delete, Oleksa?
    33 Oleksa: Nothing. A message for my sister. Forget it
    7 Mateus: now I need to know
    18 Oleksa: It was about your present, so, please forget it
    4 Mateus: 👀`,
  "2024-01-01T00:00:00Z": `
    0 Mateus: FELIZ ANO NOVO 🎆
    0 Noor: Happy new year!!! ❤️
    0 Tunde: Happy New Year family 🙌🏿🎉
    0 Salma: كل عام وأنتم بخير 🌙✨
    0 Lin: 新年快乐🎆
    0 Haruka: あけましておめでとうございます🎍
    3 Ilse: gelukkig nieuwjaar! 🥂
    9 Oleksa: З Новим роком! 🇺🇦🎄
    751 Jörg: Frohes Neues! Sorry, I was asleep, the dog woke me`,
  "2024-02-11T16:30:20Z": `
    0 system: Jörg left
    15 Ilse: ??
    9 Salma: Did we do something?
    140 Noor: I rang him. He wanted to mute us 😂 He can't find the way back, new phone comes next week`,
  "2024-02-19T09:12:03Z": `
    0 system: Noor added Jörg
    0 system: Noor changed the group name to "Boots, soup & beans"
    50 Jörg: I have read nothing and I am sorry for everything
    8 Tunde: Welcome home 😂`,
  "2024-05-15T22:48:19Z": `
    0 Tunde: (empty)
    14 Ilse: a message from the void
    12 Tunde: It was a sticker! A very good one!
    20 Lin: your sticker arrived as exactly nothing. zero characters
    6 Haruka: とても静か = "very quiet" 😌
    9 Tunde: Imagine a goat in a waistcoat`,
  "2024-06-29T21:14:07Z": `
    0 Mateus: GOLO
    0 Tunde: GOAL
    0 Oleksa: Гооол!!
    0 Noor: GOAL!!!
    0 Salma: جوووول
    1 Mateus: GOLOOOOO 🇵🇹🇵🇹🇵🇹
    2 Tunde: What a cross
    5 Ilse: what happened, my stream is still showing an advert for paint`,
  "2024-09-11T20:26:40Z": `
    0 Noor: The timer watered bed C all night again. Lin, could you send me what it says in the log? Just the line with the error
    64 Lin: sure, one sec, copying it
    38 Lin: (paste)
    3 Lin: oh no
    2 Lin: no no no
    4 Lin: sorry!!! that was supposed to be ONE line
    6 Mateus: my phone just got warm
    5 Tunde: I scrolled. I scrolled some more. I am older now
    9 Salma: 😂😂😂😂
    8 Haruka: 長い!!
    12 Ilse: can you delete it?
    7 Lin: it says "too old to delete". it's been 40 seconds
    19 Oleksa: I read it all. The valve did it
    11 Jörg: Is this the new bus timetable?
    6 Noor: I asked for a line and got a novel
    5 Lin: the novel has a happy end, valve 3 closes in the last chapter
    14 Mateus: "WARN moisture sensor C disagrees with sensor D" is the story of this group
    21 Tunde: Bed C is better documented than my whole life
    8 Lin: again: sorry 🙇🏻 I'll bring cake. one slice per kilobyte
    13 Noor: That's two hundred slices, I'll hold you to it 🍰`,
  "2024-10-27T19:33:12Z": `
    0 Haruka: 📷 IMG_7701.jpg
    0 Haruka: 📷 IMG_7702.jpg
    0 Haruka: 📷 IMG_7703.jpg
    0 Haruka: 📷 IMG_7706.jpg
    20 Salma: The last one!! Frame it
    11 Jörg: Who is the handsome man with the rake
    6 Ilse: that's the scarecrow, Jörg`,
  "2025-01-01T00:00:00Z": `
    0 Ilse: happy new year ihr Lieben 🥂
    0 Mateus: feliz ano novo!!!
    0 Noor: Happy 2025 🎆❤️
    0 Tunde: HAPPY NEW YEAR 🇳🇬🎉
    0 Lin: 新年快乐!!
    4 Haruka: 今年もよろしくお願いします🐍
    6 Oleksa: З Новим роком, друзі!
    13 Salma: كل سنة وأنتم طيبين 👨‍👩‍👧‍👦❤️
    40 Jörg: Awake this time! 🎇`,
};

/** @param {string} text */
function parsed(text) {
  const [, gap, author, body] = /^(\d+) ([^:]+): (.*)$/u.exec(text) ?? [];
  return { gap: Number(gap), author, body };
}

export const scenes = Object.entries(scripts).map(([at, text]) => ({
  time: seconds(at),
  distance: 0,
  lines: lines(text).map(parsed),
}));
