// What the page and the frames of the phones say, in three languages; the bot's own words come from the bot.

const RTL = new Set(["ar", "fa", "he", "ur"]);

export const LANGUAGES = [
  ["en", "English"], ["fi", "Suomi"], ["ar", "العربية"], ["sv", "Svenska"], ["pl", "Polski"],
  ["uk", "Українська"], ["ro", "Română"], ["ur", "اردو"], ["fa", "فارسی"],
];

const WORDS = {
  en: {
    locale: "en-GB",
    skip: "To the phones", skipDial: "To the dial",
    ways: "Arrow keys go from key to key in a chat, from the newest message; Tab leaves it. Escape goes to the phone’s name above, then to the dial, and back.",
    tagline: "A sandbox: pretend phones, nobody real",
    dialTitle: "The time in the sandbox",
    tenMinutes: "+10 minutes", oneHour: "+1 hour", oneDay: "+1 day", toDue: "To the next due time",
    nothingDue: "Nothing is due", moving: "Time is moving…",
    nowIs: "It is now {when}.", dayTime: "{day}, {time}",
    silentAt: "Nothing was said to anyone at {time}.", heardAt: "New at {time}: {names}.", changedAt: "No new message at {time}. A card changed: {names}.",
    inMinutes: "in {n} min", todayAt: "today at {time}", tomorrowAt: "tomorrow at {time}", dayAt: "{day} at {time}", dueNow: "due now",
    midday: "midday", midnight: "midnight",
    stepsTitle: "What to try", stepsCount: "{done} of {all} done", stepsHint: "Each step ticks itself. Click one to go to its phone.", stepDone: "“{title}” is done",
    phones: "Phones", unreadOn: "{name}, {n} unread", newsOn: "New messages: {names}.", pageLanguage: "Language of this page",
    pickerTitle: "Open on which phone?", cancel: "Cancel",
    addTitle: "Add a phone", addName: "First name", addLanguage: "Language of the phone", addDo: "Add this phone",
    another: "Add another phone", newcomer: "someone new",
    captions: { mother: "Mother", onDuty: "Practitioner, on duty", lead: "Team lead", son: "Her son, at the centre", sister: "His sister", practitioner: "Practitioner", peer: "Peer worker" },
    languageOf: "Language of {name}’s phone", blocked: "Blocked", blockedBy: "{name} has blocked the bot",
    lockOf: "Lock screen of {name}’s phone", lockNone: "Nothing on the lock screen", lockSeen: "Seen earlier",
    chatOf: "{name}’s chat with {bot}", unread: "{n} unread", newer: "New message",
    lost: "The sandbox has stopped. Start it again with make demo; this page comes back by itself.",
    noAnswer: "The sandbox did not answer. Is it still running?",
    bot: "bot", menu: "Menu", commands: "Commands", message: "Message", send: "Send", start: "START", unblock: "UNBLOCK BOT",
    about: "What can this bot do?", edited: "edited", forwarded: "Forwarded from {name}", today: "Today", tomorrow: "Tomorrow", yesterday: "Yesterday",
    photo: "Photo", location: "Location", map: "Map, not a real one", spoiler: "Hidden text, show", ok: "OK", opensLink: "opens a link",
    waiting: "waiting for an answer", download: "Download {name}", typing: "typing…", other: "A message this page cannot draw",
    steps: [
      ["Someone calls", "On **Maria**’s phone: tap {start}, then “I need to talk to someone”. (The bot itself speaks English and Finnish.)"],
      ["Someone answers", "On **Dan**’s phone: tap “I have this”, then see what Maria reads. (If nobody taps, turn the time: Aisha is asked next.)"],
      ["A network", "On **Dan**’s phone: “I have spoken with them”, then “Open a network”, and follow it. The meetings are for somebody else: Sam. Make a link, tap it, and open it on **Sam**’s phone. Sam says yes, names Maria under “Who may be asked”, and Maria says yes by her own link."],
      ["A meeting", "On **Sam**’s phone: “Home”, “Meetings”, then “Suggest times”: a place, how long, and two times, by buttons or typed, such as “tomorrow 4pm”. Then “Ask everyone”."],
      ["Everyone answers", "On each phone that was asked: answer both times. Then “Agree” on **Dan**’s phone."],
      ["The day, and after", "Press **To the next due time** again and again: reminders, then the meeting. Answer “Did you meet?” on **Dan**’s phone."],
    ],
  },
  fi: {
    locale: "fi-FI",
    skip: "Puhelimiin", skipDial: "Aikaan",
    ways: "Nuolinäppäimillä kuljet keskustelun painikkeesta toiseen, alkaen uusimmasta viestistä. Sarkain vie keskustelusta pois. Esc vie puhelimen nimeen ylhäällä, sitten aikaan ja takaisin.",
    tagline: "Hiekkalaatikko: leikkipuhelimia, ei oikeita ihmisiä",
    dialTitle: "Hiekkalaatikon aika",
    tenMinutes: "+10 minuuttia", oneHour: "+1 tunti", oneDay: "+1 päivä", toDue: "Seuraavaan tapahtumaan",
    nothingDue: "Mitään ei ole tulossa", moving: "Aika kuluu…",
    nowIs: "Nyt on {when}.", dayTime: "{day}, klo {time}",
    silentAt: "Klo {time} kenellekään ei sanottu mitään.", heardAt: "Uutta klo {time}: {names}.", changedAt: "Klo {time} ei uusia viestejä. Kortti muuttui: {names}.",
    inMinutes: "{n} min päästä", todayAt: "tänään klo {time}", tomorrowAt: "huomenna klo {time}", dayAt: "{day} klo {time}", dueNow: "nyt",
    stepsTitle: "Mitä kokeilla", stepsCount: "{done}/{all} tehty", stepsHint: "Vaiheet merkitään tehdyiksi itsestään. Napsautus vie puhelimeen.", stepDone: "”{title}” on tehty",
    phones: "Puhelimet", unreadOn: "{name}, {n} lukematta", newsOn: "Uusia viestejä: {names}.", pageLanguage: "Tämän sivun kieli",
    pickerTitle: "Missä puhelimessa avataan?", cancel: "Peru",
    addTitle: "Lisää puhelin", addName: "Etunimi", addLanguage: "Puhelimen kieli", addDo: "Lisää puhelin",
    another: "Lisää toinen puhelin", newcomer: "uusi ihminen",
    captions: { mother: "Äiti", onDuty: "Työntekijä, päivystää", lead: "Tiimin vastaava", son: "Marian poika, päähenkilö", sister: "Samin sisko", practitioner: "Työntekijä", peer: "Vertaistyöntekijä" },
    languageOf: "Puhelimen kieli: {name}", blocked: "Estetty", blockedBy: "{name} on estänyt botin",
    lockOf: "Lukitusnäyttö: {name}", lockNone: "Lukitusnäyttö on tyhjä", lockSeen: "Nähty aiemmin",
    chatOf: "{name} ja {bot}, keskustelu", unread: "{n} lukematta", newer: "Uusi viesti",
    lost: "Hiekkalaatikko on pysähtynyt. Käynnistä se uudelleen komennolla make demo; tämä sivu palaa itsestään.",
    noAnswer: "Hiekkalaatikko ei vastannut. Onko se vielä käynnissä?",
    bot: "botti", menu: "Valikko", commands: "Komennot", message: "Viesti", send: "Lähetä", start: "ALOITA", unblock: "POISTA BOTIN ESTO",
    about: "Mitä tämä botti osaa?", edited: "muokattu", forwarded: "Välitetty: {name}", today: "Tänään", tomorrow: "Huomenna", yesterday: "Eilen",
    photo: "Kuva", location: "Sijainti", map: "Kartta, ei oikea", spoiler: "Piilotettu teksti, näytä", ok: "OK", opensLink: "avaa linkin",
    waiting: "odottaa vastausta", download: "Lataa {name}", typing: "kirjoittaa…", other: "Viesti, jota tämä sivu ei osaa näyttää",
    steps: [
      ["Joku soittaa", "**Marian** puhelin: napauta {start} ja sitten ”I need to talk to someone”. (Botti itse puhuu englantia ja suomea.)"],
      ["Joku vastaa", "**Danin** puhelin: napauta ”I have this” ja katso, mitä Maria lukee. (Jos kukaan ei napauta, siirrä aikaa: seuraavaksi kysytään Aishalta.)"],
      ["Verkosto", "**Danin** puhelin: ”I have spoken with them”, sitten ”Open a network” ja ohjeiden mukaan eteenpäin. Tapaamiset ovat jotakuta muuta varten: Sam. Tee linkki, napauta sitä ja avaa se **Samin** puhelimessa. Sam suostuu ja nimeää Marian (”Who may be asked”), ja Maria suostuu omalla linkillään."],
      ["Tapaaminen", "**Samin** puhelin: ”Home”, ”Meetings” ja ”Suggest times”: paikka, kesto ja kaksi aikaa, napeilla tai kirjoittamalla, esimerkiksi ”tomorrow 4pm”. Lopuksi ”Ask everyone”."],
      ["Kaikki vastaavat", "Jokainen puhelin, johon kysymys tuli: vastaa molempiin aikoihin. Sitten ”Agree” **Danin** puhelimessa."],
      ["Päivä ja sen jälkeen", "Paina **Seuraavaan tapahtumaan** yhä uudelleen: muistutukset ja tapaaminen. Vastaa **Danin** puhelimessa kysymykseen ”Did you meet?”."],
    ],
  },
  ar: {
    locale: "ar",
    skip: "إلى الهواتف", skipDial: "إلى الوقت",
    ways: "تنقلك مفاتيح الأسهم من زر إلى زر في المحادثة، بدءًا من أحدث رسالة، ويخرجك مفتاح Tab منها. ينقلك Escape إلى اسم الهاتف في الأعلى، ثم إلى الوقت، ثم يعيدك.",
    tagline: "بيئة تجريبية: هواتف افتراضية، بلا أشخاص حقيقيين",
    dialTitle: "الوقت في البيئة التجريبية",
    tenMinutes: "+10 دقائق", oneHour: "+ساعة", oneDay: "+يوم", toDue: "إلى الموعد التالي",
    nothingDue: "لا شيء مستحق", moving: "الوقت يتقدم…",
    nowIs: "الوقت الآن {when}.", dayTime: "{day}، {time}",
    silentAt: "لم يُقل شيء لأحد عند {time}.", heardAt: "جديد عند {time}: {names}.", changedAt: "لا رسالة جديدة عند {time}. تغيّرت بطاقة: {names}.",
    inMinutes: "بعد {n} دقيقة", todayAt: "اليوم {time}", tomorrowAt: "غدًا {time}", dayAt: "{day}، {time}", dueNow: "الآن",
    stepsTitle: "ماذا تجرّب", stepsCount: "تم {done} من {all}", stepsHint: "تُعلَّم كل خطوة من تلقاء نفسها. انقر على خطوة للانتقال إلى هاتفها.", stepDone: "تمّت خطوة «{title}»",
    phones: "الهواتف", unreadOn: "{name}، {n} غير مقروءة", newsOn: "رسائل جديدة: {names}.", pageLanguage: "لغة هذه الصفحة",
    pickerTitle: "على أي هاتف تفتح الرابط؟", cancel: "إلغاء",
    addTitle: "إضافة هاتف", addName: "الاسم الأول", addLanguage: "لغة الهاتف", addDo: "إضافة هذا الهاتف",
    another: "إضافة هاتف آخر", newcomer: "شخص جديد",
    captions: { mother: "الأم", onDuty: "ممارس مهني، في المناوبة", lead: "قائدة الفريق", son: "ابنها، محور اللقاءات", sister: "أخته", practitioner: "ممارسة مهنية", peer: "داعم من الأقران" },
    languageOf: "لغة هاتف {name}", blocked: "محظور", blockedBy: "حظر {name} البوت",
    lockOf: "شاشة قفل هاتف {name}", lockNone: "لا شيء على شاشة القفل", lockSeen: "شوهد سابقًا",
    chatOf: "محادثة {name} مع {bot}", unread: "{n} غير مقروءة", newer: "رسالة جديدة",
    lost: "توقفت البيئة التجريبية. شغّلها من جديد بالأمر make demo؛ تعود هذه الصفحة من تلقاء نفسها.",
    noAnswer: "لم تستجب البيئة التجريبية. هل ما زالت تعمل؟",
    bot: "بوت", menu: "القائمة", commands: "الأوامر", message: "رسالة", send: "إرسال", start: "ابدأ", unblock: "إلغاء حظر البوت",
    about: "ماذا يمكن لهذا البوت أن يفعل؟", edited: "معدّلة", forwarded: "محوّلة من {name}", today: "اليوم", tomorrow: "غدًا", yesterday: "أمس",
    photo: "صورة", location: "موقع", map: "خريطة غير حقيقية", spoiler: "نص مخفي، إظهار", ok: "حسنًا", opensLink: "يفتح رابطًا",
    waiting: "في انتظار الرد", download: "تنزيل {name}", typing: "يكتب…", other: "رسالة لا تستطيع هذه الصفحة عرضها",
    steps: [
      ["شخص يتصل", "على هاتف **Maria**: اضغط {start} ثم «I need to talk to someone». (البوت نفسه يتحدث الإنجليزية والفنلندية.)"],
      ["شخص يجيب", "على هاتف **Dan**: اضغط «I have this»، ثم انظر ماذا تقرأ Maria. (إن لم يضغط أحد، حرّك الوقت: تُسأل Aisha بعده.)"],
      ["شبكة", "على هاتف **Dan**: «I have spoken with them» ثم «Open a network»، واتبع الخطوات. اللقاءات من أجل شخص آخر: Sam. أنشئ رابطًا، واضغط عليه، وافتحه على هاتف **Sam**. يوافق Sam ويذكر Maria («Who may be asked»)، ثم توافق Maria برابطها."],
      ["لقاء", "على هاتف **Sam**: «Home» ثم «Meetings» ثم «Suggest times»: المكان والمدة ووقتان، بالأزرار أو بالكتابة، مثل «tomorrow 4pm». ثم «Ask everyone»."],
      ["الجميع يجيب", "على كل هاتف وصله السؤال: أجب عن الوقتين. ثم «Agree» على هاتف **Dan**."],
      ["اليوم وما بعده", "اضغط **إلى الموعد التالي** مرة بعد مرة: التذكيرات ثم اللقاء. ثم أجب عن «Did you meet?» على هاتف **Dan**."],
    ],
  },
};

/** The base language of an IETF tag, lower case: "pt-BR" gives "pt". */
export const base = (tag) => String(tag || "en").toLowerCase().split("-")[0];

/** "rtl" or "ltr" for a language tag. */
export const direction = (tag) => (RTL.has(base(tag)) ? "rtl" : "ltr");

/** The words for a language tag (English where there are none); `t("key", {name})` fills in. */
export function speak(tag) {
  const t = (key, values = {}) => {
    const words = WORDS[t.lang][key] ?? WORDS.en[key] ?? key;
    return typeof words === "string" ? words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "") : words;
  };
  return tuned(t, tag);
}

function tuned(t, tag) {
  const lang = WORDS[base(tag)] ? base(tag) : "en";
  return Object.assign(t, { lang, locale: WORDS[lang].locale });
}

/** The languages in which the page itself can be read. */
export const PAGE_LANGUAGES = LANGUAGES.filter(([code]) => code in WORDS);

/** The page's own words; their language comes from `?lang=`, and can be changed. */
export const pageWords = speak(new URLSearchParams(location.search).get("lang") ?? "en");

/** From now on the page speaks the language of `tag`; whoever calls draws it anew. */
export const speakOnPage = (tag) => tuned(pageWords, tag);
