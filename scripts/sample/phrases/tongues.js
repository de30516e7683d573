import { lines, mapped } from "./notation.js";

/** @param {string} text */
const phrasebook = (text) =>
  lines(text).map((line) => {
    const [phrase, gist] = line.split(" = ");
    return { phrase, gist };
  });

/** Bits of other languages, each with what it means. */
export const tongues = mapped(phrasebook, {
  japanese: `
    いいね! = nice!
    お疲れさま〜 = what you say after work
    今日は寒いですね。鍋にしましょう = it's cold today, let's do hot pot
    了解です🙆🏻‍♀️ = got it
    すごい!さすが{other}さん = wow, that's {other} for you
    ちょっと待って、今電車の中 = wait a moment, I'm on the train
    明日は雨みたい…☔️ = looks like rain tomorrow
    美味しそう😋 = looks delicious
    それは無理かも(笑) = that may be impossible, haha
    母のレシピを探してみます。たしか醤油は大さじ二杯だったはず = I'll look for my mother's recipe; two spoons of soy sauce, I believe
    がんばって! = good luck!
    おやすみなさい🌙 = good night
    桜がもう咲いています🌸 写真を撮ってきますね = the cherries are in bloom, I'll take pictures
    なるほど = I see
    ごめん、寝てた = sorry, I was asleep
    えっ、本当に?「{=claim}」って言ってたのに = really? And you said "{=claim}"`,
  chinese: `
    好的 = ok
    哈哈哈哈 = hahaha
    没问题,我来修 = no problem, I'll fix it
    太好了!🎉 = great!
    我妈妈刚打电话来,等一下 = my mum just called, one moment
    今天加班,可能晚点到 = overtime today, may be late
    辛苦了 = thanks for your hard work
    下次一起吃火锅吧,我知道一家很好的店 = let's have hot pot next time, I know a good place
    早上好☀️ = good morning
    慢慢来,不着急 = take your time, no hurry
    这个路由器真的太旧了,换一个吧 = that router really is too old, get another
    饿了…… = hungry
    差不多 = more or less
    塞翁失马,焉知非福 = the old man lost a horse, who knows what it's good for
    明天见 = see you tomorrow`,
  portuguese: `
    não acredito = I can't believe it
    que saudade de um café decente... = I miss decent coffee
    amanhã à tarde não dá, desculpem = tomorrow afternoon doesn't work, sorry
    golaaaço!! = what a goal
    calma, pá = calm down
    já estou a caminho, cinco minutos = on my way, five minutes
    isso é só conversa, {other} = that's just talk, {other}
    até amanhã! = see you tomorrow
    a minha mãe diz que é preciso mais limão, e ela nunca se engana = my mother says it needs more lemon, and she's never wrong
    bom dia, gente = good morning, folks
    ótimo, então está combinado = great, settled then
    coração partido 💔 = broken heart
    está um frio de rachar = it's freezing
    obrigadíssimo = thank you so very much
    pão, pão, queijo, queijo = bread is bread and cheese is cheese`,
  german: `
    Schönes Wochenende! = have a nice weekend
    läuft = going well
    ach du grüne Neune = my goodness
    Müssen wir das jetzt klären? = do we have to settle this now?
    na dann prost = well, cheers
    ich drück euch die Daumen = fingers crossed for you
    Übung macht den Meister = practice makes perfect
    Wer nicht hören will, muss fühlen = who won't listen has to feel
    passt schon = it's fine
    Es gibt kein schlechtes Wetter, nur falsche Kleidung = there's no bad weather, only the wrong clothes
    Feierabend! = done for the day
    gut Ding will Weile haben, sagt man bei uns = good things take time
    tschüss, ihr Süßen = bye, sweethearts
    Da liegt der Hund begraben = that's the crux of it`,
  arabic: `
    إن شاء الله = God willing
    صباح الخير يا جماعة ☀️ = good morning, everyone
    والله العظيم ضحكت بصوت عالٍ = I swear I laughed out loud
    مبروك!! 🎉 = congratulations
    يلا = come on, let's go
    شُكْرًا جَزيلًا = many thanks
    أنا في الطريق، خمس دقائق = on my way, five minutes
    الجو حار جداً اليوم = it's very hot today
    كل سنة وأنتم طيبون = season's greetings
    أمي تقول: ضعوا الكمّون أولاً، ثم الليمون = my mum says cumin first, then the lemon
    تصبحون على خير 🌙 = good night
    لا لا لا = no no no
    معك حق يا {other} = you're right, {other}
    الصبر مفتاح الفرج = patience is the key to relief`,
  ukrainian: `
    добре = okay
    ого = whoa
    Доброго ранку! = good morning
    за́мок чи замо́к? = castle or lock, depending on the accent
    домовились, я принесу чай = deal, I'll bring tea
    Не кажи «гоп», поки не перескочиш = don't say "hop" before you've jumped
    дякую, друзі = thanks, friends
    сьогодні сніг, їду дуже повільно = snow today, I'm driving very slowly
    ну ви даєте 😄 = you people
    бабуся сказала б: «їж, бо охолоне» = my grandma would say "eat before it gets cold"
    на добраніч = good night
    та невже? = is that so?
    завтра о восьмій, як завжди = tomorrow at eight, as always`,
});
