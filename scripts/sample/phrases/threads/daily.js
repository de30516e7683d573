export const daily = {
  weather: `
    + {weather} here, <and I left the window open|I love it|what is this>
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
  commute: `
    + {vehicle} is standing between two stops, no announcement, people begin to share food
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
  animal: `
    + 📷 {photo}¶{=animal}, caught in the act
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
  series: `
    + Has anyone watched {=series}? I need to talk about the ending
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
  work: `
    + My meeting could have been a mail. The mail could have been nothing
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
  meet: `
    + Coffee at {=place}, anyone? {soon}?
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
  lost: `
    + Has anybody seen my keys? Blue ribbon, two small ones, one from the {room}
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
  sleep: `
    + Awake since <3|4|half five>. Who else?
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
  link: `
    + This is exactly {other}: {link}
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
};
