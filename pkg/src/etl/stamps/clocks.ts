import { latinDigits } from "./digits.js";
import { plain } from "./marks.js";

/** Words for the halves and other parts of a day, as phones write them: in lower case, without dots and spaces. */
const MORNING = new Set(
  ("am πμ ص قظ fm ap de dop прполудня пробед прпб ÖÖ öö sa 오전 午前 上午 凌晨 清晨 早上 早晨 午夜 半夜 पूर्वाह्न मपू सुबह পূর্বাহ্ণ " +
    "முற்பகல் ఉ ಪೂರ್ವಾಹ್ನ ก่อนเที่ยง לפנהצ dp pd asubuhi pg ಬೆಳಿಗ್ಗೆ രാവിലെ ጥዋት priešpiet dopoledne пп дп vorm rano jutro")
    .toLowerCase().split(" "),
);
const EVENING = new Set(
  ("pm μμ م بظ em ip du odp слполудня следобед слоб ös ch 오후 午後 下午 中午 晚上 傍晚 अपराह्न मउ शाम অপরাহ্ণ பிற்பகல் సా ಅಪರಾಹ್ನ " +
    "หลังเที่ยง אחהצ md mbasdite mchana ptg ಸಂಜೆ വൈകുന്നേരം ከሰዓት popiet odpoledne пд nachm popołudnie")
    .toLowerCase().split(" "),
);
/** Words that only mark a clock, before or after it. */
const HOURS = new Set(["uhr", "h", "ч", "г", "kl", "klo", "hrs", "น", "pukul"]);

/** The seconds since midnight, and whether the clock has 12 hours. */
export interface ReadClock {
  readonly seconds: number;
  readonly isHalf: boolean;
}

const CLOCK = /^(\D*?) ?(\d{1,2})(?:[:.]| ?[hH] ?)(\d{2})(?:[:.](\d{2}))?(?:[.,]\d{1,6})? ?(\D*)$/;

/** Reads a time of day; undefined for any other text, NaN seconds for a time that does not exist. */
export function readClock(text: string): ReadClock | undefined {
  const match = CLOCK.exec(latinDigits(plain(text)).trim());
  if (!match) return undefined;
  const [, before, hour, minute, second = "0", after] = match;
  const words = [before!, after!].map(halfOf);
  if (words.includes(undefined)) return undefined;
  const half = words.find((word) => word !== "");
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (m > 59 || s > 59 || h > 24 || (h === 24 && m + s > 0)) return { seconds: NaN, isHalf: false };
  // Phones set to 24 hours may still write AM or PM.
  const of24 = half === undefined || h > 12 ? h : (h % 12) + (half === "pm" ? 12 : 0);
  return { seconds: (of24 * 60 + m) * 60 + s, isHalf: half !== undefined };
}

function halfOf(written: string): "am" | "pm" | "" | undefined {
  const word = written.toLowerCase().replace(/[.\s"״׳'/]/g, "");
  if (word === "" || HOURS.has(word)) return "";
  if (MORNING.has(word)) return "am";
  return EVENING.has(word) ? "pm" : undefined;
}
