import { latinDigits } from "./digits.js";
import { plain } from "./marks.js";

/** Words for the halves and other parts of a day, as phones write them: in lower case, without dots and spaces. */
const MORNING = wordsOf(
  "am πμ ص قظ fm ap de dop прполудня пробед преподне претпл прпб öö sa 오전 午前 上午 凌晨 清晨 早上 早晨 पूर्वाह्न मपू सुबह সকাল ভোর পূর্বাহ্ণ পূৰ্বাহ্ন " +
    "முற்பகல் காலை ఉ ఉదయం ಪೂರ್ವಾಹ್ನ ಬೆಳಗ್ಗೆ ಬೆಳಿಗ್ಗೆ രാവിലെ सकाळी ก่อนเที่ยง לפנהצ בבוקר dp pd asubuhi alasubuhi pg ጥዋት priešpiet priekšp dopoledne дп vorm vm rano jutro dopoł dopołudnia " +
    "sáng pagi صباحًا صباحا صبح قبلازظهر утра ам тң үө то ກ່ອນທ່ຽງ နံနက် පෙව भोर फुं སྔ་དྲོ་ sf fh rn гм goöň ib bn gh wd zmu an n’ụtụtụ isuk moies subaka بن چب ag эи ቅቀ hh sub פֿאַרמיטאָג to sa delamañana damanhã 새벽 아침 " +
    "dienag dieoggend enatës emëngjesit eparadites በሌሊት ليلاً فجرًا فيالصباح գիշերը առավոտյան gecə sübh səhər goizald " +
    "goizeko ভোরবেলায় সকালবেলায় сутринта ujutro matinada matí ráno omnatten ommorgenen omformiddagen nachts morgens " +
    "vormittags өглөө ’snachts ’sochtends hommikul πρωί inthemorning delamadrugada بامداد aamulla aamup aamupäivällä " +
    "ngumaga madaling-araw matin dumatin დილ დილით damadrugada damañá સવારે לפנותבוקר בוקר hajnal reggel délelőtt aðnóttu " +
    "aðmorgni dinotte dimattina таңғы эртеңменен naktis rytas norīta ноќе наутро претпладне പുലർച്ചെ पहाट सकाळ tengahmalam " +
    "formiddag natten morgenen formiddagen natt morgon pånatten påmorgenen påformiddagen बिहान ਸਵੇਰੇ przedpołudniem " +
    "madrugada manhã dimineața උදේ පාන්දර dopol dopoludnia zjutraj dopoldan ујутру ujutru prijepodne påmorgonen " +
    "påförmiddagen alfajiri அதிகாலை ในตอนเช้า เช้า sabah öğledenönce ночі ранку صبحمیں ertalab ekuseni ybore atm " +
    "indienag τοπρωί نیمهشب منتصفالليل mat mrg morg form przedpoł zjut påmorg påförm эртңмн goizaldeko",
);
const EVENING = wordsOf(
  "pm μμ م بظ em ip du odp слполудня следобед поподне попл слпб ös ch 오후 午後 下午 中午 傍晚 अपराह्न मउ शाम दोपहर অপরাহ্ণ অপৰাহ্ন দুপুর বিকাল সন্ধ্যা " +
    "பிற்பகல் மதியம் மாலை సా సాయంత్రం మధ్యాహ్నం ಅಪರಾಹ್ನ ಸಂಜೆ ಮಧ್ಯಾಹ್ನ വൈകുന്നേരം ഉച്ചയ്ക്ക് दुपारी संध्याकाळी หลังเที่ยง אחהצ בצהריים בערב md mbasdite mchana alasiri ptg ከሰዓት " +
    "popiet pēcp odpoledne pop пд пп nachm nm nam popołudnie popoł popołudniu trưa chiều tối siang sore مساءً مساء ظهرًا ظهرا بعدازظهر شام دوپہر дня вечера пм тк үх ຫຼັງທ່ຽງ ညနေ පව सांझ बेलासे ཕྱི་དྲོ་ " +
    "sl eh in gosoň eb pn gd wb zmw anw n’abalị wengi nomëttes kikiiɗe دن چك ak эк ድቀ ea gm ym ngo נאָכמיטאָג tk mpókwa delatarde datarde 낮 저녁 " +
    "diemiddag dieaand epasdites embrëmjes በምሽት بعدالظهر ցերեկը երեկոյան gündüz axşamüstü axşam eguerd arrats iluntz gaueko " +
    "দুপুরবেলায় সন্ধ্যাবেলায় вечерта poslijepodne navečer နေ့လယ် migdia tarda vespre nit več večer omeftermiddagen " +
    "omaftenen mittags abends nachmittags өдөр орой ’smiddags ’savonds pärastlõunal õhtul μεσημ απόγ intheafternoon " +
    "intheevening atnight ظهر عصر شب iltap illalla iltapäivällä nghapon nggabi après-midi soir del’après-midi dusoir " +
    "ნაშუადღ საღ ნაშუადღევს საღამოს domediodía બપોરે સાંજે צהריים אחרהצהריים ערב popodne délután este síðdegis aðkvöldi " +
    "dipomeriggio disera 夕方 түстенкейінгі кешкі кечинде popietė vakaras vakarā pēcpusdienā попладне навечер ഉച്ചതിരിഞ്ഞ് " +
    "സന്ധ്യ दुपार संध्याकाळ tengahhari petang ettermiddag kveld påettermiddagen påkvelden अपरान्ह साँझ बेलुकी ਦੁਪਹਿਰੇ " +
    "ਸ਼ਾਮੀਂ wieczorem tarde noite după-amiaza seara දවල් හවස popol popoludní popoldan zvečer увече uveče veče påkvällen " +
    "påeftermiddagen jioni அந்திமாலை ในตอนบ่าย บ่าย ค่ำ เที่ยง เย็น öğledensonra akşamüstü akşam вечора سہپہر شاممیں " +
    "kechqurun ntambama ebusuku yprynhawn yrhwyr ptm " +
    "indiemiddag indieaand τομεσημέρι τοαπόγευμα apm etterm wiecz zveč popod påefterm түшткйн түштөнкийин кечк pēcpusd efterm eguerdiko arratsaldeko iluntzeko دوپہرمیں",
);
/** Nights begin in the evening, and end in the morning. */
const NIGHT = wordsOf(
  "晚上 深夜 午夜 半夜 夜里 夜裡 रात रात्री রাত இரவு రాత్రి ರಾತ್ರಿ രാത്രി בלילה đêm malam usiku رات ночи delanoche danoite 밤 " +
    "রাত্রি презнощта ponoći vnoci шөнө öösel βράδυ yöllä ღამ ღამით રાત્રે לילה noću éjjel 夜中 түнгі түнкү naktī रात्र ਰਾਤੀਂ " +
    "wnocy noaptea ponoči ponoc ноћу இர กลางคืน gece راتمیں kechasi " +
    "vn τοβράδυ түничинде түн",
);

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.toLowerCase().split(" "));
}

/** Words that only mark a clock, before or after it. */
const HOURS = new Set(["uhr", "h", "ч", "г", "kl", "klo", "hrs", "lúc", "น", "hodź", "pukul"]);

/** The seconds since midnight, and whether the clock has 12 hours. */
export interface ReadClock {
  readonly seconds: number;
  readonly isHalf: boolean;
}

const CLOCK = /^(\D*?) ?(\d{1,2})(?:[:.]| ?[hH] ?)(\d{2})(?:[:.](\d{2})| ?min ?(\d{2}) ?s)?(?:[.,]\d{1,6})? ?(\D*)$/;

/** Reads a time of day; undefined for any other text, NaN seconds for a time that does not exist. */
export function readClock(text: string): ReadClock | undefined {
  const match = CLOCK.exec(latinDigits(plain(text)).trim());
  if (!match) return undefined;
  const [, before, hour, minute, second, spelled, after] = match;
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? spelled ?? 0)];
  const words = [before!, after!].map((word) => halfOf(word, h));
  if (words.includes(undefined)) return undefined;
  const half = words.find((word) => word !== "");
  if (m > 59 || s > 59 || h > 24) return { seconds: NaN, isHalf: false };
  // Phones set to 24 hours may write a half all the same; some count the first hour of a day as 24.
  const of24 = half === undefined || h > 12 ? h % 24 : (h % 12) + (half === "pm" ? 12 : 0);
  return { seconds: (of24 * 60 + m) * 60 + s, isHalf: half !== undefined };
}

function halfOf(written: string, hour: number): "am" | "pm" | "" | undefined {
  const word = written
    .toLowerCase()
    .replace(/[.\s"״׳'/\u200c\u200d]/g, "")
    .replace(/^ч(?=.)/, "");
  if (word === "" || HOURS.has(word)) return "";
  if (MORNING.has(word)) return "am";
  if (NIGHT.has(word)) return hour < 6 || hour === 12 ? "am" : "pm";
  return EVENING.has(word) ? "pm" : undefined;
}
