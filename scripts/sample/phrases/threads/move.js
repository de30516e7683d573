export const move = {
  plan: `
    + I need four people and a van on {=day}. There will be {snack} and eternal gratitude
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
  news: `
    + I GOT THE FLAT!!! [🎉🔑]
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
  help: `
    + The {=thing} doesn't fit through the {room} door. Send help
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
  list: `
    + Still to do:¶☑ cancel electricity¶☑ forward post¶☐ paint {room}¶☐ give back {other}'s {tool}¶☐ sell {thing}
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
};
