export const cook = {
  plan: `
    + Cooking club on {=day}? I'd like to try {=dish}
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
  list: `
    + Shopping for {=day}:¶- {amount} {veg}¶- {amount} {veg}¶- {amount} {dry}¶- {spice}[¶- lemons, 3][¶- something sweet, surprise me]
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
  news: `
    + 📷 {photo}¶I present: {=dish}
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
  debate: `
    + Serious question: does {=dish} need {spice}?
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
  help: `
    + Emergency: my {=dish} is far too salty
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
};
