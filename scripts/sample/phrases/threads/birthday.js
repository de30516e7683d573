export const birthday = {
  wish: `
    + Happy birthday, {=star}!!! [🎂]
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
};
