export const hike = {
  plan: `
    + Who's up for {=peak} on {=day}?
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
  list: `
    + Packing list for {=peak}, please complain now:¶- {gear}¶- {gear}¶- {gear}¶- {snack} (no, really)¶- 2 l water each[¶- cash for the hut]
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
  news: `
    + Home! Everything hurts. What a day on {=peak} [🏔️]
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
  help: `
    + My boots are coming apart a week before {=peak}. Glue? New ones?
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
};
