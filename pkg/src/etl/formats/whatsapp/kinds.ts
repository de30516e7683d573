/** What WhatsApp says of things that are not in the text, in the languages of phones: words of a language stand together. */

// oxfmt-ignore
const OMITTED = [
  "omitted", "omitid[oa]s?", "omise?s?", "omess[oai]", "absente?", "retirée?", "manquante?", "weggelassen", "ausgelassen", "ausgeschlossen",
  "weggelaten", "overgeslagen", "ocultad[oa]s?", "ocult[oa]", "опущен[оаы]?", "пропущен[оаы]?", "не добавлен[оаы]?", "dahil edilmedi", "atlandı",
  "含まれていません", "省略(?:されました)?", "생략됨", "제외됨", "(?:已|被)(?:忽略|略过|略過|省略)", "pominięt[oya]", "utelämnad?e?", "utelämnats", "udeladt", "utelatt", "הושמט[הו]?",
  "تم استبعاد .*", "dihilangkan", "tidak disertakan", "dikecualikan", "vynechán[oa]?", "vynechan[ýáé]", "kihagyva", "omisă?", "παραλείφθηκε", "jätetty pois", "poistettu",
  "bị bỏ qua", "(?:đã )?bỏ qua", "ถูกละเว้น", "non inclus[oai]", "esclus[oai]", "छोड़ा गया", "छोड़ी गई", "отсутствует", "略去", "تم إلغاء إدراج .*", "বাদ দেওয়া হয়েছে", "حذف شد",
].join("|");

// oxfmt-ignore
const THINGS = [
  "image", "photo", "picture", "video", "vídeo", "vidéo", "video note", "audio", "áudio", "sticker", "GIF", "document", "contact card", "imagen", "documento", "foto",
  "tarjeta de contacto", "imagem", "figurinha", "cartão do contato", "fiche contact", "Bild", "Dokument", "Kontaktkarte", "afbeelding", "contactkaart", "immagine", "scheda contatto",
  "изображение", "видео", "аудио(?:файл)?", "стикер", "документ", "карточка контакта", "görüntü", "ses", "çıkartma", "belge", "obraz", "wideo", "dokument",
].join("|");

// oxfmt-ignore
const ATTACHED = [
  "attached", "angehängt", "adjunt[oa]", "jointe?s?", "allegato", "anexad[oa]", "anexo", "em anexo", "bijgevoegd", "bifogad", "vedhæftet", "vedlagt", "прикрепл", "dołączon", "załącz", "eklendi", "ekli",
  "připojen", "csatol", "ataşat", "atașat", "συνημμ", "مرفق", "پیوست", "מצורף", "附件", "添付", "첨부", "liitetty", "terlampir", "đính kèm", "แนบ", "संलग्न",
  "добавлен", "прикріплен", "прикачен", "přilož", "prilož", "lampirkan", "lisatud", "pievienot", "pridėt", "nakalakip", "இணைக்க", "జోడి", "ಲಗತ್ತಿಸ", "જોડ", "যুক্ত",
].join("|");

const MARK = "[\u200e\u200f]";

const ATTACHMENT = new RegExp(
  [
    // Android, and files of iOS; tags of HTML are written by people.
    `^${MARK}?<${MARK}?[^<>/!="]*[^<>/!="\u0001-\u007f ][^<>/!="]*>$`,
    `^${MARK}?<${MARK}?[^<>/!="]+ [^<>="]+>$`,
    // Behind a caption, iOS marks the file's name.
    ` ${MARK}<[^<>]+\\.[A-Za-z0-9]{2,5}>$`,
    `\\.[A-Za-z0-9]{2,5} ${MARK}?[(<]${MARK}?[^()<>]{0,30}(?:${ATTACHED})[^()<>]{0,30}[)>]$`,
  ].join("|"),
  "u",
);
/** iOS writes the name of a document and its pages before it. */
const OMISSION = new RegExp(`(?:(?:^| )${MARK}.{0,40}?|^(?:${THINGS}) )(?:${OMITTED})$|^${MARK}(?:${OMITTED}) .{1,40}$`, "iu");
const FIRST_WORD = new RegExp(
  `^(?:${THINGS.split("|")
    .map((thing) => thing.split(" ")[0]!)
    .join("|")})$`,
  "iu",
);

/** Whether a line that begins with a word may be that of something omitted. */
export function mayBeThing(word: string): boolean {
  return FIRST_WORD.test(word);
}

/** Whether the first line of a message stands for a picture, a recording or a file that is not in the text. */
export function isMedia(line: string): boolean {
  return ATTACHMENT.test(line) || OMISSION.test(line);
}

/** Words of what WhatsApp says by itself. */
// oxfmt-ignore
const SYSTEM = [
  "end-to-end", "de extremo a extremo", "de bout en bout", "ende-zu-ende", "de ponta a ponta", "end-to-end", "сквозн", "шифрован", "uçtan uca", "端到端", "端對端", "エンドツーエンド", "종단간", "종단 간",
  "crittograf", "päästä päähän", "ด้านทาง", "مشفرة", "تمامًا بين الطرفين", "סוף לסוף", "מקצה לקצה", "\\bende", "szyfrowan", "kryptera", "kryptert", "krypteret", "végpont", "mã h(?:óa|oá)", "κρυπτογρ", "šifr[io]v", "disulitkan", "terenkripsi", "шифров", "criptat", "เข้ารหัส", "رمزگذاری", "mesajı sildin", "tin nhắn này đã bị xóa", "törölte", "törölted", "διαγράφηκε", "διαγράψατε", "odstraněn", "izbrisan", "ștears?",
  "created (?:this )?(?:group|community)", "changed (?:the|this|their|to)", "\\badded\\b", "\\bleft\\b", "\\bjoined\\b", "\\bremoved\\b", "was deleted", "deleted this message", "missed (?:voice|video|group)", "\\b(?:voice|video|group) call\\b", "sprachanruf", "videoanruf", "gesprek", "звонок", "\\barama", "połączenie", "samtal", "通话", "通話", "통화", "مكالمة", "שיחת", "panggilan", "security code", "pinned a message", "turned (?:on|off)", "blocked this contact", "unblocked this contact", "business account", "waiting for this message",
  "creó (?:el|este) grupo", "cambió", "\\bañadió\\b", "\\bagregó\\b", "salió", "se unió", "eliminó", "eliminaste", "se eliminó", "código de seguridad", "llamada",
  "a créé", "a changé", "a modifié", "a ajouté", "est parti", "a quitté", "a rejoint", "a retiré", "a été supprimé", "avez supprimé", "code de sécurité", "appel",
  "hat (?:die|diese) Gruppe", "hat .*geändert", "hinzugefügt", "verlassen", "beigetreten", "entfernt", "wurde gelöscht", "gelöscht", "sicherheitsnummer", "verpasster",
  "criou (?:o|este) grupo", "mudou", "alterou", "adicionou", "\\bsaiu\\b", "entrou", "removeu", "apagada", "apagou", "código de segurança", "chamada",
  "ha creato", "ha cambiato", "ha modificato", "ha aggiunto", "ha abbandonato", "è uscit", "ha rimosso", "eliminato", "codice di sicurezza", "chiamata",
  "heeft .*(?:gemaakt|gewijzigd|toegevoegd|verwijderd|verlaten)", "is verwijderd", "beveiligingscode", "gemiste",
  "создал", "изменил", "добавил", "вышел", "вышла", "присоединил", "удалил", "удалено", "код безопасности", "пропущенный",
  "grubu oluşturdu", "değiştirdi", "ekledi", "ayrıldı", "katıldı", "çıkardı", "silindi", "güvenlik kodu", "cevapsız",
  "utworzył", "zmienił", "dodał", "opuścił", "usunięt", "usunął", "創建", "创建", "建立了", "更改", "加入", "退出", "删除", "刪除", "安全码", "安全碼", "未接",
  "作成", "変更", "追加", "退出しました", "参加", "削除", "만들었", "변경", "추가", "나갔", "참여", "삭제", "أنشأ", "غيّر", "أضاف", "غادر", "انضم", "حذف", "יצר", "שינה", "הוסיף", "יצא", "הצטרף", "נמחקה", "membuat grup", "mengubah", "menambahkan", "keluar", "bergabung", "dihapus", "भेजे गए", "एन्क्रिप्ट", "बनाया", "जोड़ा", "बदल",
].join("|");

const SAYS = new RegExp(SYSTEM, "iu");

/** Whether a text has words of what WhatsApp says by itself. */
export function isSystemSaying(text: string): boolean {
  return SAYS.test(text);
}

/** Whether a line that begins with a mark, as if someone had written it, is said by WhatsApp itself. */
export function isSystem(line: string, author: string): boolean {
  return line.startsWith(author, 1) || isSystemSaying(line);
}
