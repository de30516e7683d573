export const tech = {
  help: `
    + My {=device} says {=error}. Is that bad?
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
  debate: `
    + Do we still need a {=device} these days? Mine just sits there
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
  news: `
    + I backed up my {=device}. For the first time ever. Applause please
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
};
