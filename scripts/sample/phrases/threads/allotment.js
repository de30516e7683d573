export const allotment = {
  plan: `
    + Work day at the allotment, {=day}, {=time}? The {=plant} have to go in
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
  news: `
    + The {=plant} are up!! 📷 {photo}
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
  help: `
    + How do I get rid of {=pest} without poison?
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
  list: `
    + Watering rota:¶Mon {other}¶Wed {other}¶Fri me¶Sun whoever reads this first¶¶Cans are behind the shed, "the tap sticks" = pull, then turn
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
};
