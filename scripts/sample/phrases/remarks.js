import { lines, list, mapped } from "./notation.js";

export const reactions = list(`ok | haha | 👍 | yes | 😂 | nice | no way | oh | true | hm | same | 👍🏽 | lol | ❤️
  | :) | ha! | wow | really? | 😂😂 | +1 | sure | yep | ok! | exactly | 🙌 | what | oof | hahaha
  | 😅 | ah ok | nope | fair | 💯 | aww | 🤔 | good | perfect | 👏 | deal | ok ok | right | phew
  | 🙃 | uh oh | done | great | 🎉 | :D | thx | omw | brb | 1 sec | mm | oh no | 👀 | k | sorry
  | 🤷🏾‍♂️ | noted | on it | yesss | nooo | ahh | 🥲 | indeed | maybe | 🏳️‍🌈 | ❤️‍🔥 | seen | cool`);

/** What anyone may say to anything of its kind. */
export const remarks = mapped(lines, {
  in: `
    I'm in
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
    I'm 90% in, will confirm {soon}`,
  out: `
    Can't on {=day}, {excuse} [😞]
    Sorry, {excuse}. <Next time!|Have fun without me>
    I have to skip this one, {excuse}
    Not me, sadly: {excuse}[. Send pictures]
    {=day} is bad, {excuse}[. Any chance of a week later?]
    ah, no, {excuse}[, you go ahead]`,
  cheer: `
    <Great|Lovely|Excellent> news!
    Well done, {opener}[!!]
    Oh that makes my day
    <Brilliant|Beautiful|Amazing>[, finally!]
    Congratulations [🎉🎉]
    I'm <so|a bit> jealous
    Picture or it didn't happen
    look at you, {opener} [👏🏽]
    Haha, I did not see that coming
    About time! [We've been waiting for this since <spring|forever|last year>]
    {opener} strikes again`,
  sympathy: `
    Oh no, {opener}
    <Ugh|Argh>, I know the feeling
    That's <annoying|so typical|rotten luck>[, sorry]
    poor you [❤️]
    That happened to me <last year|last month|twice>
    I'd have thrown it out of the window
    Not again...
    my condolences to your evening`,
  thanks: `
    Thank you<!|, all of you| so much| 🙏>
    you're the best[, {other}]
    thanks, that <helps|worked|was it>!
    Legend. I owe you a coffee
    Okay, I'll try that {soon}[, thanks]
    I knew I'd get an answer here faster than anywhere else`,
  agree: `
    {other} is right
    <Exactly|Precisely> what I said {ago}
    I'm with {other} on this one
    Can't argue with that
    That. All of that
    Yes, and nobody ever admits it`,
  disagree: `
    I <respectfully |strongly |>disagree
    No, no, no[. Sit down, {other}]
    You can't be serious, {other}
    Let's agree that {other} is wrong
    Hm, I see it the other way round
    That's what you said last time, and look how that went
    "{=claim}"? Really?
    Counterpoint: no`,
  bye: `
    Night all
    ok, off to bed [😴]
    Right, back to {chore}
    <See|Talk to> you {soon}!
    my stop, bye
    Phone's at 3 %, good night
    Enough screen for today, sleep well everyone
    gotta run: {chore}
    Dinner's ready, later!`,
  aside: `
    Also, has anyone seen my {tool}? I lent it to one of you
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
    Got {weather} and {dish} today, could be worse`,
  // For those who write more than a line or two: something that happened, from start to end.
  story: `
    {when}, {scene}, {somebody} {did}. {upshot}. {moral}
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
    I've made a list, <pros on the left|in pencil|on the back of a ticket>: for it, {lore} and the {room}. Against it, {weather}, {chore}, and the fact that {somebody} {did} {when-}. So it's a draw`,
  // What those who have opened a thread add to it, where the thread's lines are for the others.
  own: `
    You should have seen {other}'s face
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
    It looked <easier|nicer|less sticky> on {link}`,
  starred: `
    Thank you all!! ❤️ You're wonderful
    Aww, thank you, that's so kind [🥹]
    thanks everyone, I'm reading this with {cake} in hand
    Thank you!! First round is on me {soon} at {place}`,
  unsure: `
    translation?
    what does that mean?
    and for the rest of us?
    in English, please?`,
  delayed: `
    Out of the tunnel, finally, sorry if this all comes at once
    I have a signal again!
    ok, everything I wrote in the last hour is going out now`,
});
