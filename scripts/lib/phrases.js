// What the friends of the sample can say. The notation keeps hundreds of lines readable:
//
//   {food}    any entry of the list `food`         <a|b|c>   one of these
//   {=food}   the one this thread is about         [text]    perhaps
//   ¶         a line break
//
// `{other}` and `{opener}` are friends, `{num}` is a number.

/** @param {string} text */
const list = (text) => text.split("|").map((entry) => entry.replace(/\s+/gu, " ").trim());

/** @param {string} text */
const lines = (text) => text.split(/\n\s*/).filter(Boolean);

/**
 * @typedef {object} Friend
 * @property {string} name
 * @property {string} since the day of joining
 * @property {[string, string]} [away] left on the first day, was back on the second
 * @property {string} birthday
 * @property {number} chatty weight in who speaks next
 * @property {string} starts topics brought up more often than others do
 * @property {string} knows topics asked about
 * @property {boolean} [lower] starts sentences in lower case
 * @property {string} [tongue] the language slipped into now and then
 * @property {string[]} emoji
 */

/** @type {Friend[]} */
export const friends = [
  {
    name: "Noor",
    since: "2023-03-01",
    birthday: "05-21",
    chatty: 10,
    starts: "allotment hike daily",
    knows: "allotment",
    emoji: list("🌱 | 😊 | 🙏🏽 | 👩🏽‍🌾 | ❤️ | 🙈"),
  },
  {
    name: "Ilse",
    since: "2023-03-19",
    birthday: "11-02",
    chatty: 8,
    starts: "move tech daily",
    knows: "move",
    lower: true,
    tongue: "german",
    emoji: list("😅 | 🚲 | 🙃 | ☕️ | 🤷🏻‍♀️"),
  },
  {
    name: "Mateus",
    since: "2023-03-01",
    birthday: "01-17",
    chatty: 9,
    starts: "football daily",
    knows: "football",
    lower: true,
    tongue: "portuguese",
    emoji: list("⚽️ | 🇵🇹 | 😂 | 🔥 | 🤦🏽‍♂️ | 💚"),
  },
  {
    name: "Haruka",
    since: "2023-03-01",
    birthday: "09-08",
    chatty: 7,
    starts: "cook",
    knows: "cook",
    tongue: "japanese",
    emoji: list("🍜 | ✨ | 🙇🏻‍♀️ | 😋 | 🌸 | 🍙"),
  },
  {
    name: "Lin",
    since: "2023-03-04",
    birthday: "12-12",
    chatty: 7,
    starts: "move",
    knows: "tech",
    lower: true,
    tongue: "chinese",
    emoji: list("🤖 | 😎 | 🧑🏻‍💻 | 👀 | 🫠"),
  },
  {
    name: "Oleksa",
    since: "2023-03-01",
    birthday: "02-26",
    chatty: 5,
    starts: "hike football",
    knows: "hike tech",
    tongue: "ukrainian",
    emoji: list("🏔️ | 🇺🇦 | 👌🏼 | 🧗🏼‍♂️ | 😄"),
  },
  {
    name: "Salma",
    since: "2023-03-01",
    birthday: "07-05",
    chatty: 8,
    starts: "cook daily allotment",
    knows: "cook",
    tongue: "arabic",
    emoji: list("🌶️ | 😍 | 🤲🏾 | 😂 | 🌙 | 🙋🏾‍♀️"),
  },
  {
    name: "Jörg",
    since: "2023-03-01",
    away: ["2024-02-11", "2024-02-19"],
    birthday: "04-30",
    chatty: 4,
    starts: "hike tech",
    knows: "hike",
    tongue: "german",
    emoji: list("👴🏼 | 👍🏼 | 🥾 | 🍺"),
  },
  {
    name: "Tunde",
    since: "2023-09-24",
    birthday: "06-14",
    chatty: 8,
    starts: "football cook",
    knows: "football cook",
    emoji: list("😂 | 🙌🏿 | 🇳🇬 | 💪🏿 | 🧑🏿‍🍳 | 👏🏿"),
  },
];

/**
 * When a topic is in the air, how much, and whose it is.
 *
 * @type {{ topic: string, from: string, to: string, weight: number, by?: string }[]}
 */
export const seasons = [
  { topic: "daily", from: "2023-03-01", to: "2025-02-28", weight: 5 },
  { topic: "tech", from: "2023-03-01", to: "2025-02-28", weight: 2 },
  { topic: "hike", from: "2023-03-01", to: "2023-06-30", weight: 6 },
  { topic: "football", from: "2023-03-01", to: "2023-05-31", weight: 2 },
  { topic: "move", from: "2023-06-10", to: "2023-09-20", weight: 12, by: "Ilse" },
  { topic: "football", from: "2023-08-20", to: "2024-05-20", weight: 2 },
  { topic: "cook", from: "2023-09-15", to: "2024-05-31", weight: 5 },
  { topic: "allotment", from: "2024-02-10", to: "2024-11-15", weight: 5 },
  { topic: "hike", from: "2024-04-15", to: "2024-09-30", weight: 2 },
  { topic: "football", from: "2024-06-10", to: "2024-07-16", weight: 7 },
  { topic: "move", from: "2024-10-05", to: "2025-01-20", weight: 8, by: "Lin" },
  { topic: "cook", from: "2024-10-01", to: "2025-02-28", weight: 3 },
  { topic: "hike", from: "2025-01-15", to: "2025-02-28", weight: 2 },
  { topic: "allotment", from: "2025-02-01", to: "2025-02-28", weight: 4 },
];

/** Days, first and last, without a word apart from the scenes below. */
export const holidays = [
  ["2023-04-07", "2023-04-10"],
  ["2023-08-02", "2023-08-19"],
  ["2023-10-20", "2023-10-23"],
  ["2023-12-23", "2024-01-06"],
  ["2024-03-28", "2024-04-02"],
  ["2024-07-27", "2024-08-18"],
  ["2024-12-21", "2025-01-03"],
];

/** @type {Record<string, string[]>} */
export const words = {
  peak: list(`Kestrel Ridge | the Long Moor | Tinker's Hill | the Three Cairns | Fox Saddle
    | the gorge path | Heron Lake | the old railway loop | Birch Top | the Salt Road`),
  path: list(`the steep way up | the forest track | the ridge | the path along the stream
    | the zigzags | the gravel road | the variant past the chapel | the ladder section`),
  day: list(`Saturday | Sunday | Friday | the 14th | the first weekend | the 9th | Monday
    | Thursday | the 22nd | the last Sunday`),
  soon: list(`tonight | tomorrow | on Friday | at the weekend | next week | this afternoon
    | after work | first thing tomorrow | when I'm back | in a bit`),
  time: list(`7:40 | 8:15 | 9 | half nine | ten-ish | 10:30 | noon | 3 | 4:30 | six | half six
    | 7 sharp | 19:30 | quarter past eight`),
  weather: list(`drizzle | proper rain | 24 degrees and no wind | fog until noon | thunder
    | frost overnight | a bit of sun | sleet | gusts | a heatwave | "mixed conditions"`),
  snack: list(`flapjacks | boiled eggs | a thermos of tea | dates | crisps | oranges | the good
    cheese | banana bread | nuts | pickles | leftover pie | samosas | plums | rice balls`),
  gear: list(`head torch | rain trousers | poles | sit mat | first-aid kit | paper map | gaiters
    | water filter | spare socks | sun hat | blister plasters | whistle | power bank`),
  dish: list(`dumplings | lentil soup | mushroom risotto | jollof | okonomiyaki | bacalhau
    | shakshuka | borscht | potato salad | mapo tofu | stuffed peppers | fish pie | ramen
    | pumpkin curry | maqluba | pierogi | feijoada | gnocchi | moussaka`),
  veg: list(`leeks | carrots | spring onions | aubergines | spinach | pak choi | beetroot
    | courgettes | fennel | mushrooms | sweet potatoes | white cabbage | tomatoes | celery`),
  dry: list(`red lentils | short-grain rice | bulgur | chickpeas | plain flour | breadcrumbs
    | udon | semolina | black beans | sesame | couscous`),
  spice: list(`cumin | smoked paprika | coriander seed | star anise | sumac | miso | bay leaves
    | white pepper | caraway | chilli flakes | soy sauce | dill | lemon zest | ginger`),
  amount: list("200 g | 300 g | half a kilo | 1 kg | two tins of | a bag of | lots of | a bit of"),
  plant: list(`runner beans | broad beans | chard | garlic | strawberries | pumpkins | potatoes
    | sweet peas | kohlrabi | tomatoes | raspberries | onions | kale | radishes | sunflowers`),
  pest: list(`slugs | pigeons | aphids | a fox | blackfly | caterpillars | the neighbours' cat
    | bindweed | mildew | voles | flea beetles`),
  tool: list(`wheelbarrow | good spade | fork | hose | hedge trimmer | watering can | padlock
    | cordless drill | bow saw | rake | ladder | tarpaulin`),
  thing: list(`bookshelf | sofa | washing machine | piano stool | wardrobe | desk | mattress
    | fridge | big mirror | bike | plants | record boxes | dining table | lamp`),
  room: list("kitchen | hallway | bedroom | bathroom | box room | pantry | cellar | stairwell"),
  device: list(`laptop | phone | router | printer | tablet | e-reader | speaker | desktop PC | TV
    | scanner | headphones | watch`),
  app: list(`mail | the calendar | the bank app | the browser | photo sync | the map app | the
    password manager | video calls | the podcast app | the train app | notes`),
  error: list(`"something went wrong" | "error 0x80{num}" | "please try again later"
    | "connection reset" | "not enough space" | "unknown device" | "profile is in use"
    | "code {num}, contact your administrator" | "operation timed out"`),
  team: list(`the Reds | Harbour FC | City | the Swifts | United Brickworks | Rovers | the Blues
    | Northgate | the Mariners | Old Mill`),
  score: list("1:0 | 2:1 | 0:0 | 3:1 | 2:2 | 4:0 | 1:3 | 0:2 | 5:3 | 1:1"),
  minute: list("12th | 38th | 45th | 61st | 70th | 83rd | 89th | 92nd | 97th"),
  role: list("keeper | left back | striker | referee | coach | linesman | number ten | captain"),
  place: list(`the corner café | Pavo | the library | the canal bar | the bakery
    | the market hall | the blue kiosk | the park entrance | the station | Bar Lume`),
  series: list(`that lighthouse series | the baking show | the one with the detectives in Tromsø
    | the submarine documentary | the courtroom thing | the vet series | that heist film
    | "Nine Winters" | "The Ferry Clerk" | the new season of "Paper Harbour"`),
  animal: list("the cat | the neighbours' dog | a hedgehog | the parrot | a very fat pigeon"),
  gift: list(`a plant | a cast-iron pan | concert tickets | a day off | a head torch | socks,
    as always | a pottery class | a cookbook | a really good knife | a jigsaw | a raincoat`),
  cake: list("lemon cake | chocolate torte | cheesecake | carrot cake | matcha roll | plum cake"),
  excuse: list(`I'm working | my parents are visiting | dentist | I have the kids' tournament
    | I promised my sister | I'm on call | I'm away until Tuesday | still coughing | deadline
    | choir | I'm on the late shift | the plumber's coming | I'm broke until the 1st`),
  chore: list(`the tax return | the dishes | hanging up the washing | packing | my slides
    | an invoice | the bins | cleaning the oven | the ironing | my inbox`),
  mood: list("tired | hungry | cheerful | confused | proud | late | cold | very awake"),
  vehicle: list("the tram | the 14 bus | the night train | my bike | the ferry | the replacement bus"),
  price: list("8 € | 12 € | 35 | about 20 each | 149 | almost nothing | too much | 60 with deposit"),
  photo: list("IMG_{num}.jpg | photo_{num}.heic | VID_{num}.mp4 | scan{num}.pdf"),
  link: list(`https://example.org/{num}
    | https://example.org/routes/{num}?view=map&lang=en
    | https://example.org/r/{slug}
    | https://example.org/watch?v={num}x{num}
    | https://www.example.org/forum/thread-{num}.html#post{num}
    | https://example.org/shop/item/{num}?colour=dark%20green
    | http://example.org/~club/fixtures.pdf`),
  slug: list("lentil-soup | quick-dumplings | no-knead-bread | pickled-radish | plum-cake"),
  ago: list("ages ago | yesterday | an hour ago | in March | all along | at the very start"),
  claim: list(`it'll be fine | trust me | nobody will notice | five minutes, tops | it's a shortcut
    | coriander tastes of soap | we don't need a map | it fits | I never said that | it's not far
    | you can't taste the difference | I've done this before | how hard can it be`),
  mishap: list("the canal | the soup | a bucket of paint | the sea | the washing machine"),
  doing: list(`cutting their nails | eating a whole melon | tuning a violin | snoring | humming
    | rehearsing a speech | sorting screws by size | singing, quite well | chewing the remote`),
  when: list(`Last winter | {weekday} before last | Years ago | The other day | One day in May
    | On my first day here | At New Year | {weekday} evening | A month ago | In my student days`),
  "when-": list(`last winter | on {weekday} | years ago | the other day | once, in May | a month ago
    | when I was new here | in my student days | back in autumn | the week before last`),
  scene: list(`on {vehicle} | at {place} | halfway up {peak} | in the queue at {place} | at my {kin}'s
    | in the cellar | at a wedding | during {series} | behind the sheds | in the waiting room
    | at the swimming pool | on the way to {peak} | in the middle of {chore} | under the {thing}`),
  somebody: list(`my {kin} | {other} | a man with a {tool} | somebody from {team} | the lady from {place}
    | my {kin}'s {kin} | the new colleague | a child with {snack} | the caretaker | my {kin} | {other}`),
  did: list(`asked whether anyone had seen {animal} | gave me {snack} and a long look
    | started on {lore} and didn't stop until {time} | took the {thing} apart to look for a coin
    | insisted on paying {price} for a used {tool} | said "{claim}" and fell into {mishap}
    | cooked {dish} for twelve, and two came | had two left shoes on | painted the {room} twice
    | found my {gear} in the freezer | brought {plant} instead of flowers | sang for the whole carriage
    | read the manual aloud, in three languages | put the {device} in with the washing
    | stood up and left without the {thing} | drove all the way back for the {gear}`),
  upshot: list(`Now we're on first-name terms | It took until {time} to get everyone out again
    | Nobody said a word for ten minutes, then everyone at once | The {device} never recovered
    | There's a plaque now, or there should be | I have the video somewhere | We ended up at {place}
    | In the end it cost {price}, with cake | {other} had to translate | The whole house smelt of {spice}
    | It made page four of the local paper | They still send a card every year | I laughed until {time}
    | We never found the other half | The police were very nice about it | It rained into the {room}`),
  "upshot-": list(`we got locked out with {snack} and one coat | it turned out to be the wrong {peak}
    | {animal} ended up in the {room} | all of us had the same {gear} on | the {thing} rolled downhill
    | somebody had swapped the {spice} for sugar | the {role} of {team} sat down at our table
    | we carried a {thing} up to the wrong flat | there were forty people and one pot of {dish}
    | {other} won a {tool} in the raffle | the {device} started talking | they closed with us inside`),
  moral: list(`That's all I'm saying | I think about it every time I see {snack} | So, caution
    | Ever since, I never leave without my {gear} | Make of that what you will | And that's how I met my {kin}
    | Which is why I don't argue about {lore} anymore | Some things you only need to see once
    | If that isn't a sign, what is | {other} was there and can confirm every word
    | You can't plan for that sort of thing | I would have done the same | Never again. Well, until {soon-}
    | There's a lesson in it, but I've forgotten which | I still owe somebody a {tool} because of it`),
  "soon-": list("summer | {weekday} | the next time | somebody asks nicely"),
  weekday: list("Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday"),
  kin: list(`sister | uncle | neighbour | boss | flatmate | dentist | cousin in Porto | landlord
    | old teacher | brother-in-law | grandmother | colleague from accounting | hairdresser`),
  lore: list(`the right way to load a dishwasher | buying a second-hand {device} | how to store {veg} | {peak}
    | people who put {spice} into everything | {place} | why nobody needs a {tool} | {series} | the 14 bus
    | mould | what the damp does to the knees | growing {plant} in buckets | {dish} | the tax office
    | buying a {thing} online | that year as a {role} | compost | passwords | the Romans | {vehicle}`),
  lead: list(`Honestly, | To be fair, | Well, | Hm, | Okay, but | I mean, | Btw, | No, but seriously:
    | Oh, and | Look, | Fun fact: | Ha, | Right, | So, | Careful:`),
  tail: list(`haha | tbh | , right? | , if you ask me | , just saying | , I swear | (really) | , sorry
    | , as always | ;) | , but what do I know | , ask {other} | ... | !! | , no joke | , for once`),
};

/**
 * What anyone may say to anything of its kind.
 *
 * @type {Record<string, string[]>}
 */
export const general = {
  react: list(`ok | haha | 👍 | yes | 😂 | nice | no way | oh | true | hm | same | 👍🏽 | lol | ❤️
    | :) | ha! | wow | really? | 😂😂 | +1 | sure | yep | ok! | exactly | 🙌 | what | oof | hahaha
    | 😅 | ah ok | nope | fair | 💯 | aww | 🤔 | good | perfect | 👏 | deal | ok ok | right | phew
    | 🙃 | uh oh | done | great | 🎉 | :D | thx | omw | brb | 1 sec | mm | oh no | 👀 | k | sorry
    | 🤷🏾‍♂️ | noted | on it | yesss | nooo | ahh | 🥲 | indeed | maybe | 🏳️‍🌈 | ❤️‍🔥 | seen | cool`),
  in: lines(`I'm in
    count me in[, I'll bring {snack}]
    <Works|Fine> for me
    Yes please[, been looking forward to this]
    in! [can someone pick me up at {place}?]
    I can do {=day}, but not before {=time}
    Only if {other} comes <too|as well>
    Me too[ (and maybe a friend, ok?)]
    <Sure|Gladly>, put me down
    I'll <try|be there>[, might be ten minutes late]
    Yes! I moved my other thing, so I'm free
    I'm 90% in, will confirm {soon}`),
  out: lines(`Can't on {=day}, {excuse} [😞]
    Sorry, {excuse}. <Next time!|Have fun without me>
    I have to skip this one, {excuse}
    Not me, sadly: {excuse}[. Send pictures]
    {=day} is bad, {excuse}[. Any chance of a week later?]
    ah, no, {excuse}[, you go ahead]`),
  cheer: lines(`<Great|Lovely|Excellent> news!
    Well done, {opener}[!!]
    Oh that makes my day
    <Brilliant|Beautiful|Amazing>[, finally!]
    Congratulations [🎉🎉]
    I'm <so|a bit> jealous
    Picture or it didn't happen
    look at you, {opener} [👏🏽]
    Haha, I did not see that coming
    About time! [We've been waiting for this since <spring|forever|last year>]
    {opener} strikes again`),
  sympathy: lines(`Oh no, {opener}
    <Ugh|Argh>, I know the feeling
    That's <annoying|so typical|rotten luck>[, sorry]
    poor you [❤️]
    That happened to me <last year|last month|twice>
    I'd have thrown it out of the window
    Not again...
    my condolences to your evening`),
  thanks: lines(`Thank you<!|, all of you| so much| 🙏>
    you're the best[, {other}]
    thanks, that <helps|worked|was it>!
    Legend. I owe you a coffee
    Okay, I'll try that {soon}[, thanks]
    I knew I'd get an answer here faster than anywhere else`),
  agree: lines(`{other} is right
    <Exactly|Precisely> what I said {ago}
    I'm with {other} on this one
    Can't argue with that
    That. All of that
    Yes, and nobody ever admits it`),
  disagree: lines(`I <respectfully |strongly |>disagree
    No, no, no[. Sit down, {other}]
    You can't be serious, {other}
    Let's agree that {other} is wrong
    Hm, I see it the other way round
    That's what you said last time, and look how that went
    "{=claim}"? Really?
    Counterpoint: no`),
  bye: lines(`Night all
    ok, off to bed [😴]
    Right, back to {chore}
    <See|Talk to> you {soon}!
    my stop, bye
    Phone's at 3 %, good night
    Enough screen for today, sleep well everyone
    gotta run: {chore}
    Dinner's ready, later!`),
  aside: lines(`Also, has anyone seen my {tool}? I lent it to one of you
    Sorry for the late answer, I was busy with {chore}
    I'm on {vehicle}, so the connection comes and goes
    {other} will remember how this went last time
    Anyway, back to {chore}
    (typing with one hand, the other one is holding {animal})
    Don't quote me on that
    I'll write more {soon}
    That's at least what it said at {link}
    As my grandmother used to say, "first eat, then decide"
    And no, {other}, this is not about you
    It costs {price}, if anyone wonders
    We can talk about it {soon} at {place}
    I have {weather} here, by the way
    My {device} autocorrects this to something rude every time
    I'm <far too|rather|just a bit> {mood} for this
    Whoever was at {place} yesterday: you left a scarf
    I've been meaning to say that for weeks
    Let me check and come back to you
    Long story, I'll tell you {soon}
    If it's only me, ignore it
    Must stop now: {chore}
    {other}, you still owe me {price}, no hurry
    That reminds me: {other}, your umbrella is still at mine
    I had {snack} for lunch and regret nothing
    Reading this on {vehicle} and laughing out loud, people are staring
    Not urgent, just so I don't forget
    And before anyone asks: yes, I did ask {other} first
    I was going to say "never again", but you know me
    It's {weather} and I'm still in a t-shirt
    Saw {animal} on the way home, which was the best part of the day
    {place} was closed, so I ended up with {snack} on a bench
    We said that in spring, too, and then nobody did it
    I can be at {place} around {time}, if that helps anyone
    My neighbour asked about {series} again, I have become that person
    For the record, I voted for {day}
    Sometimes I think {animal} runs this household
    I wrote it on the list next to the door, between "{gear}" and "{veg}"
    My {kin} has <strong opinions on|a whole theory about|never got over> {lore}
    My {kin} <says|swears|keeps saying> "{claim}", and you know how that ends
    Yesterday at {place} somebody <gave a speech on|asked me about|cried over> {lore}
    There's a <leaflet|poster|whole shelf|radio feature> about {lore} <at {place}|in our stairwell|on {link}>
    I dreamt of {lore}[, {other} was in it too]
    {other} and I talked about {lore} for <an hour|half the night> <on {vehicle}|at {place}|in the rain>
    Since {day} I've <lost a|borrowed a|found someone's> {tool}, <two pens|a glove|the {gear}> and my patience
    Between {chore} and {chore} there's hardly time for {lore}
    Ask my {kin}, <nobody knows more|nobody talks more> about {lore}
    I <tried|promised|planned> {chore} {ago}, then came {weather}
    Next to {place} they now sell {snack} and {veg}, together, for {price}
    Remind me {soon}: {tool}, {snack}, {chore}
    If {weather} comes {soon}, I blame {other}
    My {device} showed me a picture from {peak} today, {other} with {snack} in both hands
    The {role} of {team} apparently lives above {place}
    Between us, I still don't <get|trust|understand> {lore}
    I made {dish} with {veg} and {spice} and told nobody until now
    The {kin} of my {kin} has a {thing} to give away, by the way
    Got {weather} and {dish} today, could be worse`),
  // For those who write more than a line or two: something that happened, from start to end.
  story: lines(`{when}, {scene}, {somebody} {did}. {upshot}. {moral}
    {when} {somebody} {did}, <in front of everyone|just like that|with a straight face>. {upshot}
    Did I ever tell you about {somebody}? {when}, {scene}, {upshot-}. {moral}
    I was {scene} {when-}, minding my own business, when {somebody} {did}. {upshot}, and <that was that|nobody has mentioned it since|I still have the receipt>
    It's like {when-} {scene}: {somebody} {did}, and I thought nothing of it. {upshot}. {moral}
    {somebody} called while I was busy with {chore}. Apparently, {when-}, {upshot-}. I said "{claim}" and hung up, which I <regret|don't regret|will deny>
    Let me explain it with {dish}: you can have the best {veg}, the best {spice}, and still somebody comes along and adds {spice}. That somebody, {when-}, was {other}. {moral}
    {when}, {scene}, I said "{claim}". {upshot}. {moral}
    {somebody} and {somebody}, {scene}: {upshot-}. <You had to be there|I have never laughed so hard|I still apologise for it>. {moral}
    I know someone who {did} {when-}, <sober|on a {weekday}|at {time} in the morning>. {upshot}. {moral}
    {upshot}, all because {somebody} {did} {when-}. <I wasn't even there|I only held the coat|And who had to explain it? Me>. {moral}
    You know {other}. {when} they said "{claim}", and {scene} {upshot-}. {moral}
    There's an old rule {scene}: whoever says "{claim}" pays. {when}, {somebody} {did}, and guess who had said it. {upshot}
    What happened {when-} was this: {upshot-}, {somebody} {did}, and I had nothing on me but {snack} and a {tool}. {upshot}
    {when} I still believed in {lore}. Then {somebody} {did}, {scene} of all places. {moral}
    Three things I learnt {scene}: first, never lend anyone your {tool}. Second, {somebody} is always right about {weather}. Third, "{claim}" means it isn't. {moral}
    My plan was {chore}, then {place}, then bed. Instead, {somebody} {did}, and {upshot-}. So it's {time}, I'm {mood}, and all I have in the house is {snack}
    The short version: {upshot}. The long version starts {scene}, has {animal} in it, and ends with me saying "{claim}" to {somebody}
    So I went back, {time}, {weather}, nobody there except {animal}. I waited for {vehicle}, ate {snack} and thought about {lore}. {moral}
    I've made a list, <pros on the left|in pencil|on the back of a ticket>: for it, {lore} and the {room}. Against it, {weather}, {chore}, and the fact that {somebody} {did} {when-}. So it's a draw`),
  // What those who have opened a thread add to it, where the thread's lines are for the others.
  own: lines(`You should have seen {other}'s face
    I still can't quite believe it
    I'll <keep you posted|tell you the rest {soon}|send a picture {soon}>
    It took me <an hour|all evening|three attempts and {snack}>, but still
    My {kin} says <it's a sign|I should sit down|that happens to everyone>
    <And|Meanwhile|At the same time> {animal} <watched the whole thing|slept through it|ate my {snack}>
    I <rang|asked|woke> my {kin}, who just laughed
    Not that I'm <complaining|counting|surprised>
    I've had {snack} to calm down
    And all that on a {weekday}, before {time}
    I <told|warned> you <in March|last week|twice>, didn't I
    It's <better|worse|louder|smaller> than it sounds
    I was about to give up when {other} rang
    Thanks for asking, by the way, you're the first
    My {kin} at the other end of the line went "<aha|oh dear|well, well>"
    Now I'm sitting in the {room} with {snack}, {mood}
    I blame {other}. And {weather}
    More when I'm off {vehicle}
    And now it's <far too late for|time for|back to> {chore}
    Half the stairwell knows already
    If {other} had been there, it would have gone <faster|wrong|viral>
    <Next|First> thing {soon}: {chore}. And then: nothing
    To be continued, as they say in {series}
    Let nobody say I don't <try|learn|share>
    Without {other}'s {tool} none of this would have happened
    I wrote it all down, in case my {kin} wants proof
    All in all it cost me {price} and a <glove|Sunday|nerve or two>
    I'd do it again, but not {soon}
    Between you and me: I was quite {mood}
    {other}, don't say anything
    It looked <easier|nicer|less sticky> on {link}`),
  starred: lines(`Thank you all!! ❤️ You're wonderful
    Aww, thank you, that's so kind [🥹]
    thanks everyone, I'm reading this with {cake} in hand
    Thank you!! First round is on me {soon} at {place}`),
  unsure: lines(`translation?
    what does that mean?
    and for the rest of us?
    in English, please?`),
  delayed: lines(`Out of the tunnel, finally, sorry if this all comes at once
    I have a signal again!
    ok, everything I wrote in the last hour is going out now`),
};

/**
 * Bits of other languages, each with what it means.
 *
 * @param {string} text
 */
const phrasebook = (text) =>
  lines(text).map((line) => {
    const [phrase, gist] = line.split(" = ");
    return { phrase, gist };
  });

/** @type {Record<string, { phrase: string, gist: string }[]>} */
export const tongues = {
  japanese: phrasebook(`いいね! = nice!
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
    えっ、本当に?「{=claim}」って言ってたのに = really? And you said "{=claim}"`),
  chinese: phrasebook(`好的 = ok
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
    明天见 = see you tomorrow`),
  portuguese: phrasebook(`não acredito = I can't believe it
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
    pão, pão, queijo, queijo = bread is bread and cheese is cheese`),
  german: phrasebook(`Schönes Wochenende! = have a nice weekend
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
    Da liegt der Hund begraben = that's the crux of it`),
  arabic: phrasebook(`إن شاء الله = God willing
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
    الصبر مفتاح الفرج = patience is the key to relief`),
  ukrainian: phrasebook(`добре = okay
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
    завтра о восьмій, як завжди = tomorrow at eight, as always`),
};

/**
 * @typedef {object} Thread what a stretch of conversation is about
 * @property {string} topic
 * @property {string} kind decides what follows what
 * @property {string[]} open
 * @property {string[]} talk
 * @property {string[]} advice
 * @property {string[]} tried
 * @property {{ question: string, answers: string[] }[]} questions
 */

/**
 * Lines start with what they are: `+` opens, `-` anyone says, `?` asks (and `//` answers), `!`
 * advises, `~` tells how the advice turned out.
 *
 * @param {string} title topic and kind
 * @param {string} text
 * @returns {Thread}
 */
function thread(title, text) {
  const [topic, kind] = title.split(" ");
  const all = lines(text);
  /** @param {string} mark */
  const marked = (mark) =>
    all.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2));
  return {
    topic,
    kind,
    open: marked("+"),
    talk: marked("-"),
    advice: marked("!"),
    tried: marked("~"),
    questions: marked("?").map((line) => {
      const [question, ...answers] = line.split(" // ");
      return { question, answers };
    }),
  };
}

export const threads = [
  thread(
    "hike plan",
    `+ Who's up for {=peak} on {=day}?
    + What about {=peak} on {=day}? The forecast says {weather}, but that's four days away
    + I looked at the map all evening: {=peak}, {=day}, back before dark. Opinions?
    + So, {=peak}. Train at {=time}, about <11|14|17|19|22> km, pub at the end. {=day}?
    + New plan for {=day}, since the old one drowned:¶¶1. train at {=time}¶2. {=peak} via {path}¶3. lunch at the hut (cash only!)¶4. bus down, or walk if legs permit
    ? How long is it, really? // <Five|Six|Seven> hours with breaks // 18 km, 900 m up. It's fine! // depends on whether {other} stops for every mushroom again
    ? Where do we meet? // {place}, {=time} // at the ticket machine, the one that works // platform 3, {=time}, I won't wait (I will)
    ? Is there anywhere to fill bottles? // a spring after the first hour, usually // only at the hut, take two litres // the map says "fountain", which may mean anything
    ? Do dogs count as participants? // they're better company than some // yes, but they carry their own food
    ? What if it's {weather}? // then we go anyway, just slower // plan B is cake at {place}
    - I'd rather take {path}, my knees are not what they were
    - {path} is closed after the landslide, says {link}
    - Can we please not start before {=time}
    - I still have {other}'s {gear}, I'll bring it along
    - I can bring {snack} for everyone
    - If it's {weather} I'm staying at the hut with {snack}
    - Last time "just around the corner" was two hours
    - Put the track here: {link}
    - The hut opens on {=day}, I rang them, the lady was very "we'll see"
    - I want to see the sunrise from {=peak} once in my life
    - We could split up: the fast ones over {path}, the happy ones below
    - {other} carries the {gear}, that's settled`,
  ),
  thread(
    "hike list",
    `+ Packing list for {=peak}, please complain now:¶- {gear}¶- {gear}¶- {gear}¶- {snack} (no, really)¶- 2 l water each[¶- cash for the hut]
    + How to get to {=peak}:¶¶1) {vehicle} to the last stop¶2) left at the chapel, NOT right (hello {other})¶3) follow the red-white marks for 40 min¶4) at the fork take {path}¶5) if you see a lake you have gone too far
    + Who takes what on {=day}:¶{other}: {gear}, {snack}¶me: stove, {gear}¶{other}: "good mood"¶everyone: {gear}
    - Missing: {gear}
    - I have two of those, "{gear}" can be struck off
    - Nobody needs the {gear} in <May|June|this weather>
    - And {=snack}. You always forget {=snack}
    - I weighed it: 11 kg. I'll leave the {gear} at home
    - {other} still has my {gear}
    ? Which map do I need? // sheet {num}, or the app, offline! // I have it, just follow me
    ? Do we need the {gear}? // better have it // no // last year we did`,
  ),
  thread(
    "hike news",
    `+ Home! Everything hurts. What a day on {=peak} [🏔️]
    + 📷 {photo}¶view from {=peak}, {=time} this morning, <nobody else around|not one cloud|minus two degrees>
    + We made it up {=peak}, {other} even ran the last bit
    + Saw an eagle above {=peak}!! Or a very confident buzzard
    ? How were the boots? // dry inside, for once // two blisters, no regrets // new soles paid off
    ? Which way did you take? // {path} // up {path}, down {path} // the wrong one, first
    ? Was the hut open? // yes! with {cake} // closed until May, we ate {snack} on the doorstep
    - My legs have filed a complaint
    - I slept eleven hours
    - That light at the end, before the station...
    - {other}'s face at the ladder was worth every step
    - I've put all pictures here: {link}
    - {snack} never tasted that good
    - Next time {peak}, no discussion
    - Found your {gear} in my backpack, {other}
    - the descent over {path} was a mistake we will laugh about <in ten years|soon|tomorrow>
    - I met a man with a donkey who said, "you're late", and walked on`,
  ),
  thread(
    "hike help",
    `+ My boots are coming apart a week before {=peak}. Glue? New ones?
    + Does anyone understand these contour lines? Is {path} a cliff?
    + Train to {=peak} is cancelled on {=day}, any ideas?
    ! Ask at the shop behind {place}, they fix it while you wait
    ! I can lend you my {gear}
    ! Take {vehicle} and walk the rest, it's 50 minutes
    ! Look at {link}, second answer from the top
    ! Go on {day} instead, everyone's free anyway
    ! {other} knows a guy
    ~ Rang them: {price}, ready by {=day}
    ~ That's what I feared
    ~ Sounds like adventure, so yes
    ~ already tried, they laughed at me
    - I'd trust {other} with maps, but not with time
    - On {path} you will be glad about every bit of grip
    - Duct tape has carried me further than most friends
    - There's a repair evening at {place} on {day}`,
  ),
  thread(
    "cook plan",
    `+ Cooking club on {=day}? I'd like to try {=dish}
    + Next round is at mine, {=day}, {=time}. Theme: {=dish} and things that go with it
    + Haven't cooked together for weeks. How about {=dish}, on {=day}?
    + Club rules reminder: nobody brings crisps, everybody washes up. {=day}, {=dish}
    ? Shall I bring something? // {snack} // wine, and your big pot // just yourself, and {spice} if you have any
    ? Is it vegetarian? // can be // yes, apart from the broth, I'll do two pots // {other} asked the same, so yes
    ? For how many is it? // seven, or nine if {other} turns up with guests // all of us, so double everything
    ? Whose kitchen? // mine, but bring chairs // {other}'s, the oven there actually closes
    - I have half a kilo of {dry} that wants to be used
    - {=dish} needs a day of resting, so I'd start the evening before
    - With {spice}, as it should be
    - my mother makes {=dish} with {veg}, don't tell anyone
    - Can we eat before nine this time, please
    - I'll do dessert: {cake}
    - the last {dish} was a hazard, {other}, I say it with love
    - I'm buying {veg} at the market anyway
    - The recipe says "serves four", which is clearly a joke
    - {other} chops, {opener} stirs, I taste
    - No phones at the table, except for pictures of {=dish}`,
  ),
  thread(
    "cook list",
    `+ Shopping for {=day}:¶- {amount} {veg}¶- {amount} {veg}¶- {amount} {dry}¶- {spice}[¶- lemons, 3][¶- something sweet, surprise me]
    + I'm at the market, this is the list so far:¶• {veg}¶• {veg}¶• {dry}, {amount} it¶• {spice}¶Shout if you need more, I leave in 10 min
    + {=dish}, how we did it:¶¶1. fry {veg} and {spice} slowly, slower than that¶2. add {amount} {dry}¶3. water to cover, lid on, 25 min¶4. {spice}, salt, lemon¶¶"Season to taste" means: ask {other}
    - No {veg} left, I took {veg}
    - Get {spice} too, mine is from 2019
    - {amount} {dry} is plenty
    - I have {spice} at home, a whole jar
    - They want {price} for {veg}, is that normal?
    - And bin bags, as always
    - I'll pay, send me {price} later
    ? The small or the big ones? // the small ones // whatever looks alive // big, we're many
    ? Does it have to be fresh? // no, frozen is fine // yes!! // tinned works, don't tell {other}`,
  ),
  thread(
    "cook news",
    `+ 📷 {photo}¶I present: {=dish}
    + Made {=dish} without looking at the recipe, and it worked
    + I burnt the {=dish}. The smoke alarm and I are on first-name terms now
    + Sourdough update: it lives, it moves, it has a name
    + The {=dish} from {=day} tastes even better today
    ? Did you use {spice}? // of course // no, {spice}, don't tell my aunt // a little
    ? How long in the oven? // 35 min at 200 // until it looked right, then ten more // too long
    ? Any left? // two portions, come round // no 😇 // {other} ate the last one standing up
    - The trick is {spice}, right at the end
    - Mine always turns out grey
    - I'd eat that for breakfast
    - I need that recipe: is it the one from {link}?
    - You could sell that at {place}
    - {veg} would go well with it
    - I had {snack} for dinner, so thank you for that picture
    - Golden rule: never trust a recipe without {spice}
    - That pan! Where's that pan from?`,
  ),
  thread(
    "cook debate",
    `+ Serious question: does {=dish} need {spice}?
    + {other} puts {veg} into {=dish} and I have to talk about it
    + Unpopular opinion: {=dish} is better cold
    - It's a matter of respect
    - In my family that's grounds for divorce
    - Only if you use fresh {spice}
    - I've eaten both versions and I still prefer {dish}
    - At {place} they serve it with {veg}, and there's a queue
    - The book says "optional", so there
    - My grandmother did it that way for sixty years
    - Blind tasting on {day}, loser washes up
    - You are all wrong, it's about the {dry}
    - I'll pretend I didn't read that
    ? Who taught you that? // a video, {link} // my flatmate, he was a chef, sort of // hunger`,
  ),
  thread(
    "cook help",
    `+ Emergency: my {=dish} is far too salty
    + It says "fold in gently". What does that mean in minutes?
    + The dough isn't rising, guests at {=time}
    + How do I get burnt {dry} out of a pan? Asking for {other}
    ! Add a potato, wait, remove the potato, eat the potato
    ! Lemon. It's always lemon
    ! More {veg}, then call it a stew
    ! Put it somewhere warm and look away for an hour
    ! Boil water with baking soda in it, leave overnight
    ! Order pizza, tell them it's {=dish}
    ~ Better! Not good, but better
    ~ that made it worse, now it's pink
    ~ I've added everything I own
    ~ they ate it! They asked for seconds!
    - With guests like that you can't lose
    - I'm on my way with {spice}
    - This is why we have a club
    - Take notes, this will be the story of the year`,
  ),
  thread(
    "move plan",
    `+ I need four people and a van on {=day}. There will be {snack} and eternal gratitude
    + Moving day is {=day}, start at {=time}. Third floor, no lift, I'm sorry
    + Could someone help me carry the {=thing} on {=day}?
    ? How many boxes? // 41, numbered, I'm that person // fewer than last time // I stopped counting at 30
    ? Who drives the van? // {other}, if the licence turned up // I do, slowly // we could ask {other}
    ? Is there parking? // I put up the no-parking signs on Tuesday // in the yard, until noon // in theory
    ? What about the {=thing}? // it comes apart, I hope // goes last // I sold it for {price}!
    - I'll bring straps and the {tool}
    - Not the {=thing} again. I remember the {=thing}
    - Books in small boxes, please. SMALL
    - I can take the plants on {vehicle}
    - Label the box with the kettle "OPEN FIRST"
    - The {thing} won't go round the corner in the {room}, I measured
    - I have gloves for everyone
    - Let's do the {room} first, then breakfast
    - I'll take care of the old {thing}, someone at {place} wants it
    - If it's {weather}, we need plastic sheets
    - My back says no, but I can do sandwiches and logistics`,
  ),
  thread(
    "move news",
    `+ I GOT THE FLAT!!! [🎉🔑]
    + Keys! 📷 {photo}
    + First night in the new place. There's an echo and no curtains
    + The {=thing} is in. Don't ask how
    + Found a letter behind the {room} radiator from 1987, it's a shopping list: "milk, nails, call Rosa"
    ? How big is it? // 52 m², with a balcony you can stand on // small, but bright // two rooms and a cupboard they call an office
    ? When can we see it? // {soon}, bring a chair // after the painting // housewarming on {day}!
    ? What are the neighbours like? // one plays the trombone, not badly // nice, they brought {cake} // silent. Suspicious
    - That view though
    - You'll never have to carry the {thing} again. Until next time
    - I have a {thing} to give away, if it fits
    - Ten minutes from {place}, I checked
    - I'm so happy for you, you have no idea
    - Which colour for the {room}? I vote "not white"
    - Measure twice before you buy a {thing}
    - Rent is {price} more than I hoped, but still`,
  ),
  thread(
    "move help",
    `+ The {=thing} doesn't fit through the {room} door. Send help
    + Does anyone have a {tool} I could borrow until {=day}?
    + The landlord says the scratches in the {room} are "new". They are on my pictures from day one
    + No hot water in the new flat, manual is in Finnish
    ! Take the door off its hinges, four minutes
    ! Legs off first
    ! I have one, it's in the cellar, come by {soon}
    ! Write to them, with date and pictures, stay polite
    ! There's a valve behind the panel, turn it a quarter
    ! Ask the tenants' advice line, number's on {link}
    ~ that did it, I could cry
    ~ Tried, now I have a door and a {=thing} in the way
    ~ They answered! "We will look into it", quote end
    ~ I'd need a third hand for that
    - I still have nightmares of your last {=thing}
    - The {tool} is with {other}, I believe
    - Leave it in the {room} and call it art
    - Landlords, honestly`,
  ),
  thread(
    "move list",
    `+ Still to do:¶☑ cancel electricity¶☑ forward post¶☐ paint {room}¶☐ give back {other}'s {tool}¶☐ sell {thing}
    + To give away, first come, first served:¶* {thing}, used¶* {thing} (one leg missing)¶* {tool}¶* 14 jam jars
    + Address for {=day}:¶¶12 Tannery Lane, back building¶ring at "Oduya/Brandt", the bell is slow¶3rd floor left¶parking in the yard until noon
    - The {thing} is mine!
    - Me! I've wanted a {thing} for ages
    - Internet takes three weeks, order it now
    - You forgot the {room}
    - Meter readings! Take a picture of the meters
    - {other} has a van until {day}
    ? Is the {thing} still there? // yes // reserved for {other}, but they dither // gone in 40 seconds
    ? Which bell was it again? // the slow one // top left // just shout`,
  ),
  thread(
    "football plan",
    `+ {=team} against {team} on {=day}, {=time}. {place}?
    + Who's watching on {=day}? I've got the big screen
    + Five-a-side on {=day}, {=time}, we're <three|two> short
    ? Which channel? // the free one, for once // {place} has it // there's a stream, {link}
    ? Do I have to know the rules? // no, just shout when we shout // {other} will explain offside with sugar cubes
    ? Who's in goal? // not me // {other}, tall // we take turns
    - I'll wear the lucky scarf
    - {=team} without their {role}, this will be ugly
    - I bring {snack}, you bring hope
    - My prediction: {score}
    - Says a lot that we meet for {=team} and never for {team}
    - Pitch is booked until {time}, {price} per head
    - If {=team} lose, nobody speaks to me until {day}
    - No shin pads, no mercy`,
  ),
  thread(
    "football debate",
    `+ That was never a penalty
    + {=score}. With that {role}. I have no words, only caps lock
    + How do you lose {=score} against {=team}, at home, with eleven men??
    + They should have sacked the {role} in autumn
    - He was offside by a whole tram
    - The {role} had a great second half, admit it
    - {=team} play as if they'd met in the car park
    - VAR took longer than my lunch
    - In the {minute} minute, of course. Always in the {minute} minute
    - Statistically they deserved it, emotionally I want a recount
    - My nephew could have scored that, and he's four
    - At least the anthem was nice
    - We say that every season
    - You only say that because {team} lost too
    - The {role} said "we take the positives". Which positives?
    - I turned it off after {score}, what happened?
    ? Did you see the replay? // four times, still no // I was getting {snack} // yes, and I'm ashamed of what I said
    ? Who's going down then? // {team} // {team}, I'd bet {price} // my blood pressure, hopefully`,
  ),
  thread(
    "football live",
    `+ KICK-OFF
    + And we're off. {=team} in the ugly shirts
    + Anyone else watching {=team}? I'm alone here with {snack}
    - GOOOOAL
    - goal!!! {score}
    - post!!
    - how did he miss that
    - yellow, that's all??
    - {minute} minute and I can't breathe
    - ref!!!
    - My stream is a minute behind, don't you dare write anything
    - sorry
    - {other} stop spoiling
    - Keeper has been man of the match so far
    - substitution, finally
    - what a save
    - he's just rolling around
    - penalty????
    - I can hear the neighbours cheer before it happens on my screen
    - Half time. I need {snack}
    - extra time, I'm too old for this
    - the {role} is warming up, we're saved
    - it's over. {score}
    - The whole street is honking
    ? what happened, I was in the kitchen // you missed everything // own goal, {score} // nothing, they're still rolling around`,
  ),
  thread(
    "football news",
    `+ We won our first five-a-side in two years, <3:2|4:1|1:0|7:6>!
    + I scored. With my head. By accident
    + Twisted my ankle at training, out for <two|three|six> weeks
    + Got two tickets for {=team} on {=day}, who wants to come?
    - Frame that
    - The {role} cried, I saw it
    - {other} ran more than in the whole of last year
    - Ice and put your foot up
    - Drinks at {place} on {opener}
    - From now on you're the {role}
    - I have it on video: {link}
    - my lungs are still on the pitch
    ? Who did you play against? // the people from {place}, quite old, to be fair // {team}, second team, they had shirts and everything
    ? How's the mood? // {mood} // singing in the tram`,
  ),
  thread(
    "allotment plan",
    `+ Work day at the allotment, {=day}, {=time}? The {=plant} have to go in
    + We're on the rota for {=day}: paths, compost, and the {tool} shed
    + It's dry until {=day}, who can water?
    + I'd like to build a frame for the {=plant} on {=day}, needs two people and a {tool}
    ? Do we have enough compost? // one heap, half done // no, I'd order a cubic metre, {price} // plenty, ask the worms
    ? Who has the key? // under the third pot // {other} // me, me, sorry, me
    ? What should I bring? // gloves and {snack} // the {tool} // just muscles
    - I'll take the bed next to the fence
    - The {tool} is broken again, I'm bringing mine
    - Not before {=time}, the gate is locked
    - Last year's {plant} came up by themselves, leave them
    - The committee wants the hedge at 1.25 m. They measure
    - I can only do the light stuff, my back
    - Let's have a fire afterwards, I have {veg} for the grill
    - {weather} is announced, so maybe earlier?
    - We need netting before {pest} get the {=plant}
    - Row 3 is for {plant}, please, I drew a plan and all`,
  ),
  thread(
    "allotment news",
    `+ The {=plant} are up!! 📷 {photo}
    + Harvest report: <4|6|11> kg of {=plant}. Please come and take some
    + First {=plant} of the year [🎉]
    + Something has eaten all the {=plant}. ALL of them
    + The man from plot 17 said our {=plant} look "quite decent". Quite! Decent!
    ? Which variety is that? // the one from the seed swap, no label // "Giant of somewhere" // no idea, {other} sowed them
    ? What do we do with so many? // soup // jam, chutney, {dish} // leave them on doorsteps and run
    ? Was it {pest}? // I saw traces // I suspect {pest}, honestly // no proof, but a feeling
    - I could watch them grow all day
    - I'd have sworn those were weeds
    - Ours at the back are still asleep
    - We'll have {plant} until Christmas
    - The {plant} next to it look jealous
    - Worth every bucket of water
    - {other} talked to them, that's why
    - I take two kilos for {dish}
    - There's a frog in the water butt now. He lives there. We have a frog
    - Prize for the wonkiest one goes to {other}`,
  ),
  thread(
    "allotment help",
    `+ How do I get rid of {=pest} without poison?
    + White spots on the {=plant}, is it bad? 📷 {photo}
    + The water pump makes a noise like a sad cow
    + When do I cut back the {=plant}? Book says March, neighbour says never
    ! Beer traps. Or just drink the beer and go out with a torch at night
    ! Cut off the bad leaves, not on the compost!
    ! Ash around the stems, works for me
    ! Wait for frost, then everything down to a hand's width
    ! Ask the man from plot 17, but bring time
    ! Nettle brew, ten days, smells of the end of the world
    ! Open the valve, let the air out, close it, pray
    ~ It stinks, but it works
    ~ They're laughing at me
    ~ The man from plot 17 talked for an hour, now I know everything
    ~ Did that, we'll see {soon}
    - I once spent a whole evening collecting {pest} with a spoon
    - Companion planting: {plant} next to {plant}
    - Nature finds a way, usually into our {plant}
    - Had the same with the {plant} last year`,
  ),
  thread(
    "allotment list",
    `+ Watering rota:¶Mon {other}¶Wed {other}¶Fri me¶Sun whoever reads this first¶¶Cans are behind the shed, "the tap sticks" = pull, then turn
    + Seeds to order:¶- {plant}, 2 bags¶- {plant}¶- {plant} (the late sort)¶- {plant}, if it's less than {price}
    + Plan for the beds:¶A: {plant}, {plant}¶B: {plant}¶C: rest, green manure¶D: {plant} and, at the edge, {plant}
    - Swap with me? I can't on {day}
    - And {plant}! We said {plant}
    - Not {plant} again, nobody ate them
    - Bed C was mine last year, is that still so?
    - I'll order with the neighbours, saves postage
    - We have bags of {plant} from two years ago
    ? How much do I water? // one can per metre, in the evening // until it's dark, not until it swims
    ? Is that the final plan? // until {other} sees it // as final as anything here`,
  ),
  thread(
    "tech help",
    `+ My {=device} says {=error}. Is that bad?
    + {app} stopped working on my {=device} after the update
    + Wifi drops every evening around {=time}, and only in the {room}
    + Who can look at my {=device}? It's making a clicking noise
    + I think I clicked on something. It said {=error}
    ? Which version is it? // how would I see that? // 4.{num}, it says, "up to date" // the one with the round buttons
    ? Did you switch it off and on? // of course // ...no // twice, and then I gave it a look
    ? Since when? // since the update // since {other} "just had a quick look" // yesterday around {=time}
    ! Off, wait ten seconds, on. Not nine
    ! Delete the app, install it again, sign in. Do you have your password?
    ! Put the router on a shelf, not behind the {thing}
    ! Make a backup FIRST, then touch anything
    ! Change the channel to 6 or 11, the neighbours are all on 1
    ! Send me the log, the small one, under "Help"
    ! Look here, same problem: {link}
    ! Bring it along on {day}, I'll have a look
    ! Settings, general, storage, then sort by size
    ~ it works!! what did I do?
    ~ Now it says {error}
    ~ Same. Only slower
    ~ I can't find that menu, mine has {app} there
    ~ It wants a code from a phone I sold in 2021
    - I bet it's the cable. It's always the cable
    - {error} just means "no idea" in computer
    - It's not you, the whole service is down, {link}
    - My {device} does the same when it's {weather}
    - {other} fixed mine with a paper clip
    - Never update before a holiday
    - 1,400 unread mails? How do you sleep?`,
  ),
  thread(
    "tech debate",
    `+ Do we still need a {=device} these days? Mine just sits there
    + Paper calendar beats {app}. Change my mind
    + They want {price} a month for {app} now. A MONTH
    - I'd pay that just for not having to think about it
    - Mine is nine years old and still going
    - {other} writes appointments on their hand, works too
    - There's a free one, {link}, ugly, but honest
    - The old version was better, it's always the old version
    - My aunt prints her mails. All of them
    - You can't search paper
    - You can't spill coffee on an app
    ? What do you use then? // a notebook // {app}, reluctantly // my memory, hence the birthdays
    ? Is it safe? // safer than "password1" // as long as {other} doesn't know the PIN`,
  ),
  thread(
    "tech news",
    `+ I backed up my {=device}. For the first time ever. Applause please
    + Bought a second-hand {=device} for {price}, it even smells new
    + New number from {=day}, old {=device} fell into {mishap}
    + Set up the shared album, everyone can add pictures: {link}
    ? Does it take long? // over night // two coffees // it's still running, {num} files to go
    ? Is the old one for sale? // {price} and it's yours // {other} asked first // it's a paperweight now
    - Proud of you
    - Can't open the link, it says {error}
    - It sorted {animal} under "people"
    - Works on my {device}
    - Finally somebody listens to me
    - Now do it every month. I'll ask
    - I found pictures from {peak} I had forgotten about`,
  ),
  thread(
    "daily weather",
    `+ {weather} here, <and I left the window open|I love it|what is this>
    + Who ordered {weather}?
    + Is it just me, or is it far too <warm|cold|dark|bright> for this time of year?
    - Same here, {weather} since {time}
    - My bike has drowned
    - The forecast said {weather}, so naturally it's {weather}
    - {animal} refuses to go outside, and I understand
    - At least it's good for the plants
    - I cycled through it, I am one with the rain now
    - Not a cloud in sight over here, sorry
    - Winter tyres or boat?
    - I sit by the window with tea and judge people's umbrellas
    - On the way to {place} I saw someone in shorts
    ? Will it stop? // at {time}, says the app // in April // no`,
  ),
  thread(
    "daily commute",
    `+ {vehicle} is standing between two stops, no announcement, people begin to share food
    + Missed {vehicle} by a second. The driver waved
    + Someone on {vehicle} is {doing} and nobody says anything
    + {vehicle}: "due to an earlier delay we are delayed"
    - The driver just said "well, folks" and sighed
    - I'd walk, it's faster by now
    - Take {vehicle} next time
    - I was on that one! Last carriage!
    - Still here. We have elected a spokesperson
    - {other} once waited two hours at that very stop
    - It moves! It stopped again
    - That's the third time since {day}
    - A child is explaining dinosaurs to everyone, so it's not a lost morning
    ? Where exactly are you? // near {place}, I can see it // in a tunnel, so this may arrive {soon} // nowhere
    ? Should I wait for you? // start without me // give me 20 min // order me a coffee`,
  ),
  thread(
    "daily animal",
    `+ 📷 {photo}¶{=animal}, caught in the act
    + There is {=animal} in my {room}, and I don't know how it got in
    + {=animal} stole {snack} right off my plate
    - Give it a name and a key
    - It looks like {other} before the first coffee
    - Is it smiling?
    - That's a criminal record in the making
    - Do NOT feed it. (What did you feed it?)
    - It's your flatmate now, congratulations
    - Mine only comes when I open the fridge
    - This chat needed that today
    - I showed it to everyone at work, we have adopted it
    ? What's it doing now? // sleeping on the {thing} // staring // {doing}
    ? Does it bite? // only {other} // gently`,
  ),
  thread(
    "daily series",
    `+ Has anyone watched {=series}? I need to talk about the ending
    + Three episodes of {=series} in one evening, I'm not proud
    + What do I watch now that {=series} is over?
    - No spoilers, I'm at episode 4!
    - I fell asleep twice, which is a compliment
    - The sister did it. It's always the sister
    - That scene in the {room}, I had to pause
    - {series} is better, but nobody listens to me
    - The soundtrack alone!
    - I only watch it for the kitchen in the background
    - My flatmate talks through everything, so I've "seen" half of it
    - Let's watch the last one together on {day}
    - {other} cried, I have witnesses
    - The book was better (I haven't read the book)
    ? Where can I find it? // {link} // library has the DVDs, yes, DVDs // it's gone since Monday
    ? Is it scary? // only episode 5 // the haircuts are // less than my inbox`,
  ),
  thread(
    "daily work",
    `+ My meeting could have been a mail. The mail could have been nothing
    + New colleague puts "{=claim}" under every mail
    + Day one back at work, I forgot my own login
    + I just said "love you" at the end of a call with the tax office
    + Finished with {chore}!! I'm free until {day}
    - You survive this, {opener}
    - I'm hiding in the {room} with {snack}
    - We have a meeting about having fewer meetings, it's been moved twice
    - My boss calls it "a quick one", that's how you know
    - Did they answer? "Noted", I bet
    - Print it, frame it
    - I have {chore} until {time}, then I'm a person again
    - My screen has said "installing 2 of 3" since lunch
    - I once waved at a mirror in that building
    - Only two more days until the weekend
    ? What did your boss say? // "noted" // silence, then a laugh // "thank you, likewise"
    ? When are you done? // {time}, with luck // officially now // define done`,
  ),
  thread(
    "daily meet",
    `+ Coffee at {=place}, anyone? {soon}?
    + I'm at {=place} until {=time}, come and say hello
    + Drinks on {=day}? {=place} has the terrace open again
    + Quiz night at {=place}, {=day}, {=time}. We need someone who knows rivers
    ? Is it crowded? // there's one table, I'm guarding it with my coat // no // yes, but cosy
    ? Do they take cards? // "only above 10", so bring coins // yes, since last week
    ? Inside or outside? // outside, until the {weather} // inside, by the heater
    - I'm ten minutes away
    - Order me whatever {other} has
    - On my way, {vehicle} permitting
    - I see you, turn around
    - Can't stay long, but a quick one
    - They have {cake} today!
    - Last time we came fourth out of five, so there's room upwards
    - Running late, {chore} took longer
    - I rang, they keep the corner table until {=time}`,
  ),
  thread(
    "daily lost",
    `+ Has anybody seen my keys? Blue ribbon, two small ones, one from the {room}
    + I left my {=device} at {=place}, didn't I
    + Whose {gear} is this? It's been on my balcony since summer
    ? Where did you last see it? // if I knew that... // at {=place}, I think // in my hand
    ? Have you looked in the fridge? // why would it... oh // twice // that was ONE time
    - Look in the other jacket
    - It's always in the other jacket
    - I have it! No, that's {other}'s
    - I'll ask at {=place} tomorrow, I pass by anyway
    - Call it, maybe the sofa answers
    - Saint Anthony, {other} swears by him
    - Found: one glove. Not yours?
    - I once found my glasses in the bread bin
    - They have a box full of phones there, it's like a museum`,
  ),
  thread(
    "daily sleep",
    `+ Awake since <3|4|half five>. Who else?
    + Neighbours moved furniture until two. What do they do with it all?
    + I slept through two alarms and {animal}
    - Here. Thinking about {chore}
    - Warm milk, says my mother
    - Count goals instead of sheep
    - I read {link} at night and now I know everything about lighthouses
    - They're practising for a removal championship
    - Coffee number three
    - Earplugs, the wax ones, life-changing
    - Try the window a bit open, even at {weather}
    - I nap on {vehicle} and always wake up one stop too late
    ? Did you ring the bell? // no, I sent a look through the wall // yes, they offered me {snack}
    ? Full moon? // apparently // I blame the coffee // it's cloudy, so who knows`,
  ),
  thread(
    "daily link",
    `+ This is exactly {other}: {link}
    + {link}¶¶read the comments, then come back
    + You have to see this, from 2:10 on: {link}
    + Saved this for {other}: {link}
    - I feel seen
    - I've watched it four times
    - The third comment, "my cat has a better plan", wins
    - How do you find these things
    - I sent it to my mother, she has questions
    - Not opening that at work
    - It won't load on {vehicle}
    - That's {other} in ten years
    - I lost half an hour to this site, thank you very much
    ? Is that real? // the internet would never lie // I believe so // look at the shadows
    ? Who made this? // someone avoiding {chore} // no idea, but I want to meet them`,
  ),
  thread(
    "birthday wish",
    `+ Happy birthday, {=star}!!! [🎂]
    + {=star}, all the best for your birthday [🎉🥳]
    + Three cheers for {=star}!
    - happy birthday {=star} [🥳]
    - Happy happy birthday! May your year be full of {snack}
    - All the best, {=star}, stay exactly as you are (maybe less late)
    - From all of us here: 🎂🎈 have a wonderful day
    - 生日快乐!🎂
    - お誕生日おめでとう!🎉
    - parabéns, {=star}!! muitos anos de vida 🇵🇹
    - Alles Gute zum Geburtstag! 🍰
    - عيد ميلاد سعيد يا {=star} 🎉
    - З днем народження! 🌻
    - Happy birthday, old thing. Presents follow: {gift}
    - Another year wiser! Well. Another year
    - A hug from {vehicle}, see you {soon}
    ? What are you doing today? // nothing, gloriously // working, then {place} at {time}, come all of you // {cake} for breakfast, then we'll see
    ? How old is it this time? // 29. Again // old enough // ask my knees`,
  ),
];

/**
 * Scripted moments; each line starts with the seconds since the one before.
 *
 * @param {string} at
 * @param {string} text
 */
const scene = (at, text) => ({
  at,
  lines: lines(text).map((line) => {
    const [, gap, author, body] = /** @type {string[]} */ (
      /** @type {unknown} */ (/^(\d+) ([^:]+): (.*)$/u.exec(line))
    );
    return { gap: Number(gap), author, body };
  }),
});

/** Bodies of scripted lines that are not what they say. */
export const special = { nothing: "(null)", empty: "(empty)", paste: "(paste)" };

export const scenes = [
  scene(
    "2023-03-01 18:02:11",
    `0 system: Noor created the group "Sunday boots"
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
  ),
  scene(
    "2023-03-04 11:20:05",
    `0 system: Noor added Lin
    44 Lin: hi! 大家好
    7 Lin: so this is where the plans happen
    13 Mateus: this is where plans are *talked about*, careful
    5 Salma: 😂
    21 Oleksa: Welcome, Lin! 👋🏼`,
  ),
  scene(
    "2023-03-19 20:41:00",
    `0 system: Noor added Ilse
    19 Ilse: hallo allemaal, hi all
    16 Noor: Ilse has a car and a tent, be nice to her
    8 Mateus: welcome, dear Ilse, best friend of mine since now
    11 Ilse: the car is a very small car
    6 Haruka: 🚗✨`,
  ),
  scene(
    "2023-09-24 17:15:32",
    `0 system: Salma added Tunde
    0 system: Salma changed the group name to "Sunday boots & Monday soup"
    25 Tunde: Good evening good people 🙌🏿 I was told there's food
    14 Salma: Tunde makes jollof that ends arguments
    9 Tunde: STARTS arguments
    17 Haruka: you're hired 🧑🏻‍🍳🤝🏿🧑🏿‍🍳`,
  ),
  scene(
    "2023-11-16 13:07:48",
    `0 Oleksa: (null)
    21 Ilse: what did you delete, Oleksa?
    33 Oleksa: Nothing. A message for my sister. Forget it
    7 Mateus: now I need to know
    18 Oleksa: It was about your present, so, please forget it
    4 Mateus: 👀`,
  ),
  scene(
    "2024-01-01 00:00:00",
    `0 Mateus: FELIZ ANO NOVO 🎆
    0 Noor: Happy new year!!! ❤️
    0 Tunde: Happy New Year family 🙌🏿🎉
    0 Salma: كل عام وأنتم بخير 🌙✨
    0 Lin: 新年快乐🎆
    0 Haruka: あけましておめでとうございます🎍
    3 Ilse: gelukkig nieuwjaar! 🥂
    9 Oleksa: З Новим роком! 🇺🇦🎄
    751 Jörg: Frohes Neues! Sorry, I was asleep, the dog woke me`,
  ),
  scene(
    "2024-02-11 16:30:20",
    `0 system: Jörg left
    15 Ilse: ??
    9 Salma: Did we do something?
    140 Noor: I rang him. He wanted to mute us 😂 He can't find the way back, new phone comes next week`,
  ),
  scene(
    "2024-02-19 09:12:03",
    `0 system: Noor added Jörg
    0 system: Noor changed the group name to "Boots, soup & beans"
    50 Jörg: I have read nothing and I am sorry for everything
    8 Tunde: Welcome home 😂`,
  ),
  scene(
    "2024-05-15 22:48:19",
    `0 Tunde: (empty)
    14 Ilse: a message from the void
    12 Tunde: It was a sticker! A very good one!
    20 Lin: your sticker arrived as exactly nothing. zero characters
    6 Haruka: とても静か = "very quiet" 😌
    9 Tunde: Imagine a goat in a waistcoat`,
  ),
  scene(
    "2024-06-29 21:14:07",
    `0 Mateus: GOLO
    0 Tunde: GOAL
    0 Oleksa: Гооол!!
    0 Noor: GOAL!!!
    0 Salma: جوووول
    1 Mateus: GOLOOOOO 🇵🇹🇵🇹🇵🇹
    2 Tunde: What a cross
    5 Ilse: what happened, my stream is still showing an advert for paint`,
  ),
  scene(
    "2024-09-11 20:26:40",
    `0 Noor: The timer watered bed C all night again. Lin, could you send me what it says in the log? Just the line with the error
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
  ),
  scene(
    "2024-10-27 19:33:12",
    `0 Haruka: 📷 IMG_7701.jpg
    0 Haruka: 📷 IMG_7702.jpg
    0 Haruka: 📷 IMG_7703.jpg
    0 Haruka: 📷 IMG_7706.jpg
    20 Salma: The last one!! Frame it
    11 Jörg: Who is the handsome man with the rake
    6 Ilse: that's the scarecrow, Jörg`,
  ),
  scene(
    "2025-01-01 00:00:00",
    `0 Ilse: happy new year ihr Lieben 🥂
    0 Mateus: feliz ano novo!!!
    0 Noor: Happy 2025 🎆❤️
    0 Tunde: HAPPY NEW YEAR 🇳🇬🎉
    0 Lin: 新年快乐!!
    4 Haruka: 今年もよろしくお願いします🐍
    6 Oleksa: З Новим роком, друзі!
    13 Salma: كل سنة وأنتم طيبين 👨‍👩‍👧‍👦❤️
    40 Jörg: Awake this time! 🎇`,
  ),
];
