import { list, mapped } from "./notation.js";

/** What `{peak}` and its kin in a template stand for. */
export const words = mapped(list, {
  peak: `Kestrel Ridge | the Long Moor | Tinker's Hill | the Three Cairns | Fox Saddle
    | the gorge path | Heron Lake | the old railway loop | Birch Top | the Salt Road`,
  path: `the steep way up | the forest track | the ridge | the path along the stream
    | the zigzags | the gravel road | the variant past the chapel | the ladder section`,
  day: `Saturday | Sunday | Friday | the 14th | the first weekend | the 9th | Monday
    | Thursday | the 22nd | the last Sunday`,
  soon: `tonight | tomorrow | on Friday | at the weekend | next week | this afternoon
    | after work | first thing tomorrow | when I'm back | in a bit`,
  time: `7:40 | 8:15 | 9 | half nine | ten-ish | 10:30 | noon | 3 | 4:30 | six | half six
    | 7 sharp | 19:30 | quarter past eight`,
  weather: `drizzle | proper rain | 24 degrees and no wind | fog until noon | thunder
    | frost overnight | a bit of sun | sleet | gusts | a heatwave | "mixed conditions"`,
  snack: `flapjacks | boiled eggs | a thermos of tea | dates | crisps | oranges | the good
    cheese | banana bread | nuts | pickles | leftover pie | samosas | plums | rice balls`,
  gear: `head torch | rain trousers | poles | sit mat | first-aid kit | paper map | gaiters
    | water filter | spare socks | sun hat | blister plasters | whistle | power bank`,
  dish: `dumplings | lentil soup | mushroom risotto | jollof | okonomiyaki | bacalhau
    | shakshuka | borscht | potato salad | mapo tofu | stuffed peppers | fish pie | ramen
    | pumpkin curry | maqluba | pierogi | feijoada | gnocchi | moussaka`,
  veg: `leeks | carrots | spring onions | aubergines | spinach | pak choi | beetroot
    | courgettes | fennel | mushrooms | sweet potatoes | white cabbage | tomatoes | celery`,
  dry: `red lentils | short-grain rice | bulgur | chickpeas | plain flour | breadcrumbs
    | udon | semolina | black beans | sesame | couscous`,
  spice: `cumin | smoked paprika | coriander seed | star anise | sumac | miso | bay leaves
    | white pepper | caraway | chilli flakes | soy sauce | dill | lemon zest | ginger`,
  amount: "200 g | 300 g | half a kilo | 1 kg | two tins of | a bag of | lots of | a bit of",
  plant: `runner beans | broad beans | chard | garlic | strawberries | pumpkins | potatoes
    | sweet peas | kohlrabi | tomatoes | raspberries | onions | kale | radishes | sunflowers`,
  pest: `slugs | pigeons | aphids | a fox | blackfly | caterpillars | the neighbours' cat
    | bindweed | mildew | voles | flea beetles`,
  tool: `wheelbarrow | good spade | fork | hose | hedge trimmer | watering can | padlock
    | cordless drill | bow saw | rake | ladder | tarpaulin`,
  thing: `bookshelf | sofa | washing machine | piano stool | wardrobe | desk | mattress
    | fridge | big mirror | bike | plants | record boxes | dining table | lamp`,
  room: "kitchen | hallway | bedroom | bathroom | box room | pantry | cellar | stairwell",
  device: `laptop | phone | router | printer | tablet | e-reader | speaker | desktop PC | TV
    | scanner | headphones | watch`,
  app: `mail | the calendar | the bank app | the browser | photo sync | the map app | the
    password manager | video calls | the podcast app | the train app | notes`,
  error: `"something went wrong" | "error 0x80{num}" | "please try again later"
    | "connection reset" | "not enough space" | "unknown device" | "profile is in use"
    | "code {num}, contact your administrator" | "operation timed out"`,
  team: `the Reds | Harbour FC | City | the Swifts | United Brickworks | Rovers | the Blues
    | Northgate | the Mariners | Old Mill`,
  score: "1:0 | 2:1 | 0:0 | 3:1 | 2:2 | 4:0 | 1:3 | 0:2 | 5:3 | 1:1",
  minute: "12th | 38th | 45th | 61st | 70th | 83rd | 89th | 92nd | 97th",
  role: "keeper | left back | striker | referee | coach | linesman | number ten | captain",
  place: `the corner café | Pavo | the library | the canal bar | the bakery
    | the market hall | the blue kiosk | the park entrance | the station | Bar Lume`,
  series: `that lighthouse series | the baking show | the one with the detectives in Tromsø
    | the submarine documentary | the courtroom thing | the vet series | that heist film
    | "Nine Winters" | "The Ferry Clerk" | the new season of "Paper Harbour"`,
  animal: "the cat | the neighbours' dog | a hedgehog | the parrot | a very fat pigeon",
  gift: `a plant | a cast-iron pan | concert tickets | a day off | a head torch | socks,
    as always | a pottery class | a cookbook | a really good knife | a jigsaw | a raincoat`,
  cake: "lemon cake | chocolate torte | cheesecake | carrot cake | matcha roll | plum cake",
  excuse: `I'm working | my parents are visiting | dentist | I have the kids' tournament
    | I promised my sister | I'm on call | I'm away until Tuesday | still coughing | deadline
    | choir | I'm on the late shift | the plumber's coming | I'm broke until the 1st`,
  chore: `the tax return | the dishes | hanging up the washing | packing | my slides
    | an invoice | the bins | cleaning the oven | the ironing | my inbox`,
  mood: "tired | hungry | cheerful | confused | proud | late | cold | very awake",
  vehicle: "the tram | the 14 bus | the night train | my bike | the ferry | the replacement bus",
  price: "8 € | 12 € | 35 | about 20 each | 149 | almost nothing | too much | 60 with deposit",
  photo: "IMG_{num}.jpg | photo_{num}.heic | VID_{num}.mp4 | scan{num}.pdf",
  link: `https://example.org/{num}
    | https://example.org/routes/{num}?view=map&lang=en
    | https://example.org/r/{slug}
    | https://example.org/watch?v={num}x{num}
    | https://www.example.org/forum/thread-{num}.html#post{num}
    | https://example.org/shop/item/{num}?colour=dark%20green
    | http://example.org/~club/fixtures.pdf`,
  slug: "lentil-soup | quick-dumplings | no-knead-bread | pickled-radish | plum-cake",
  ago: "ages ago | yesterday | an hour ago | in March | all along | at the very start",
  claim: `it'll be fine | trust me | nobody will notice | five minutes, tops | it's a shortcut
    | coriander tastes of soap | we don't need a map | it fits | I never said that | it's not far
    | you can't taste the difference | I've done this before | how hard can it be`,
  mishap: "the canal | the soup | a bucket of paint | the sea | the washing machine",
  doing: `cutting their nails | eating a whole melon | tuning a violin | snoring | humming
    | rehearsing a speech | sorting screws by size | singing, quite well | chewing the remote`,
  when: `Last winter | {weekday} before last | Years ago | The other day | One day in May
    | On my first day here | At New Year | {weekday} evening | A month ago | In my student days`,
  "when-": `last winter | on {weekday} | years ago | the other day | once, in May | a month ago
    | when I was new here | in my student days | back in autumn | the week before last`,
  scene: `on {vehicle} | at {place} | halfway up {peak} | in the queue at {place} | at my {kin}'s
    | in the cellar | at a wedding | during {series} | behind the sheds | in the waiting room
    | at the swimming pool | on the way to {peak} | in the middle of {chore} | under the {thing}`,
  somebody: `my {kin} | {other} | a man with a {tool} | somebody from {team} | the lady from {place}
    | my {kin}'s {kin} | the new colleague | a child with {snack} | the caretaker | my {kin} | {other}`,
  did: `asked whether anyone had seen {animal} | gave me {snack} and a long look
    | started on {lore} and didn't stop until {time} | took the {thing} apart to look for a coin
    | insisted on paying {price} for a used {tool} | said "{claim}" and fell into {mishap}
    | cooked {dish} for twelve, and two came | had two left shoes on | painted the {room} twice
    | found my {gear} in the freezer | brought {plant} instead of flowers | sang for the whole carriage
    | read the manual aloud, in three languages | put the {device} in with the washing
    | stood up and left without the {thing} | drove all the way back for the {gear}`,
  upshot: `Now we're on first-name terms | It took until {time} to get everyone out again
    | Nobody said a word for ten minutes, then everyone at once | The {device} never recovered
    | There's a plaque now, or there should be | I have the video somewhere | We ended up at {place}
    | In the end it cost {price}, with cake | {other} had to translate | The whole house smelt of {spice}
    | It made page four of the local paper | They still send a card every year | I laughed until {time}
    | We never found the other half | The police were very nice about it | It rained into the {room}`,
  "upshot-": `we got locked out with {snack} and one coat | it turned out to be the wrong {peak}
    | {animal} ended up in the {room} | all of us had the same {gear} on | the {thing} rolled downhill
    | somebody had swapped the {spice} for sugar | the {role} of {team} sat down at our table
    | we carried a {thing} up to the wrong flat | there were forty people and one pot of {dish}
    | {other} won a {tool} in the raffle | the {device} started talking | they closed with us inside`,
  moral: `That's all I'm saying | I think about it every time I see {snack} | So, caution
    | Ever since, I never leave without my {gear} | Make of that what you will | And that's how I met my {kin}
    | Which is why I don't argue about {lore} anymore | Some things you only need to see once
    | If that isn't a sign, what is | {other} was there and can confirm every word
    | You can't plan for that sort of thing | I would have done the same | Never again. Well, until {soon-}
    | There's a lesson in it, but I've forgotten which | I still owe somebody a {tool} because of it`,
  "soon-": "summer | {weekday} | the next time | somebody asks nicely",
  weekday: "Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday",
  kin: `sister | uncle | neighbour | boss | flatmate | dentist | cousin in Porto | landlord
    | old teacher | brother-in-law | grandmother | colleague from accounting | hairdresser`,
  lore: `the right way to load a dishwasher | buying a second-hand {device} | how to store {veg} | {peak}
    | people who put {spice} into everything | {place} | why nobody needs a {tool} | {series} | the 14 bus
    | mould | what the damp does to the knees | growing {plant} in buckets | {dish} | the tax office
    | buying a {thing} online | that year as a {role} | compost | passwords | the Romans | {vehicle}`,
  lead: `Honestly, | To be fair, | Well, | Hm, | Okay, but | I mean, | Btw, | No, but seriously:
    | Oh, and | Look, | Fun fact: | Ha, | Right, | So, | Careful:`,
  tail: `haha | tbh | , right? | , if you ask me | , just saying | , I swear | (really) | , sorry
    | , as always | ;) | , but what do I know | , ask {other} | ... | !! | , no joke | , for once`,
});
