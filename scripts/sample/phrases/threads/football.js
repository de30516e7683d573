export const football = {
  plan: `
    + {=team} against {team} on {=day}, {=time}. {place}?
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
  debate: `
    + That was never a penalty
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
  live: `
    + KICK-OFF
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
  news: `
    + We won our first five-a-side in two years, <3:2|4:1|1:0|7:6>!
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
};
