import { type Daily, type DailyStaged, extractDaily, transformDaily } from "../daily.js";
import { type Format, format } from "../format.js";

const DATE = "\\d{4}년 \\d{1,2}월 \\d{1,2}일|\\d{4}\\. ?\\d{1,2}\\. ?\\d{1,2}\\.|[A-Z][a-z]{2,8} \\d{1,2}, \\d{4}";
const CLOCK = "(?:(?:오전|오후) ?)?\\d{1,2}:\\d{2}(?: [AP]M)?";
const TITLE = /^[^\n]*(?:카카오톡 대화|KakaoTalk Chats)[^\n]*\r?\n(?:저장한 날짜|Date Saved) ?:/;
const BESIDES = "[^\\n]*(?:카카오톡 대화|KakaoTalk Chats)[^\\n]*|(?:저장한 날짜|Date Saved) ?:[^\\n]*";

/** What a desktop says of people, without a clock. */
const EVENT =
  ".+님이 (?:.+님(?:과|,|을|를) .*)?(?:들어왔습니다|나갔습니다|초대(?:했|하였)습니다|내보냈습니다)\\.?|.+님을 (?:초대|내보).*니다\\.?|.+ (?:joined|left) this chatroom\\.?|.+ invited .+ to this chatroom\\.?|(?:채팅방 )?관리자가 메시지를 가렸습니다\\.?";

/** On phones, each message has its date; on desktops, its clock stands behind the name. */
const ON_PHONES: Daily = {
  day: `^(?:[A-Z][a-z]+day, )?(?P<day>${DATE})(?: [월화수목금토일]요일)?(?: (?:at )?${CLOCK})?$`,
  message: `^(?:${DATE}) (?:at )?(?P<clock>${CLOCK})(?:, (?P<author>.+?) : (?P<text>.*)|[,:] (?P<event>.*))$`,
  besides: BESIDES,
};
const ON_DESKTOPS: Daily = {
  day: `^-{5,} (?:[A-Z][a-z]+day, )?(?P<day>${DATE})(?: [월화수목금토일]요일)? -{5,}$`,
  message: `^(?:\\[(?P<author>.+?)\\] \\[(?P<clock>${CLOCK})\\] (?P<text>.*)|(?P<event>${EVENT}))$`,
  groups: ["author", "clock", "text", "event"],
  besides: BESIDES,
};

/** KakaoTalk's texts, as phones and as desktops write them. */
export const [kakaoPhone, kakaoDesktop] = [ON_PHONES, ON_DESKTOPS].map(kakaotalk) as [Format, Format];

function kakaotalk(daily: Daily): Format {
  const day = new RegExp(daily.day.replace("?P<", "?<"), "m");
  return format<DailyStaged>({
    name: "KakaoTalk export",
    gives: "messages",
    program: "KakaoTalk on phones and desktops",
    exporting: "in the chat: the menu, Settings, Export chats, as text; the CSV of macOS is read as a table",
    lacks: "pictures and files",
    detect: ({ text }) => TITLE.test(text) && day.test(text.replaceAll("\r", "")),
    extract: (source, stage) => extractDaily(daily, source, stage),
    transform: (staged) => transformDaily(daily, staged),
  });
}
