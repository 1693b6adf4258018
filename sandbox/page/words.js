// What the page and the frames of the phones say, in three languages; the bot's own words come from the bot.

const RTL = new Set(["ar", "fa", "he", "ur"]);

export const LANGUAGES = [
  ["en", "English"], ["fi", "Suomi"], ["ar", "العربية"], ["sv", "Svenska"], ["pl", "Polski"],
  ["uk", "Українська"], ["ro", "Română"], ["ur", "اردو"], ["fa", "فارسی"],
];

const WORDS = {
  en: {
    locale: "en-GB",
    skip: "Skip to the phones",
    tagline: "A sandbox: pretend phones, nobody real",
    dialTitle: "The time in the sandbox",
    tenMinutes: "+10 minutes", oneHour: "+1 hour", oneDay: "+1 day", toDue: "To the next due time",
    nothingDue: "Nothing is due", moving: "Time is moving…",
    nowIs: "It is now {when}.",
    inMinutes: "in {n} min", todayAt: "today at {time}", tomorrowAt: "tomorrow at {time}", dayAt: "{day} at {time}", dueNow: "due now",
    midday: "midday", midnight: "midnight",
    stepsTitle: "What to try", stepsCount: "{done} of {all} done", stepsHint: "Click a step to tick it off.",
    phones: "Phones", unreadOn: "{name}, {n} unread",
    pickerTitle: "Open on which phone?", cancel: "Cancel",
    addTitle: "Add a phone", addName: "First name", addLanguage: "Language of the phone", addDo: "Add this phone",
    another: "Add another phone", newcomer: "someone new",
    languageOf: "Language of {name}’s phone", blocked: "Blocked", blockedBy: "{name} has blocked the bot",
    lockOf: "Lock screen of {name}’s phone", lockNone: "Nothing on the lock screen", lockSeen: "Seen earlier",
    chatOf: "{name}’s chat with {bot}", unread: "{n} unread",
    lost: "The sandbox does not answer. Trying again…",
    noAnswer: "The sandbox did not answer. Is it still running?",
    bot: "bot", menu: "Menu", commands: "Commands", message: "Message", send: "Send", start: "START", unblock: "UNBLOCK BOT",
    about: "What can this bot do?", edited: "edited", forwarded: "Forwarded from {name}", today: "Today", tomorrow: "Tomorrow", yesterday: "Yesterday",
    photo: "Photo", location: "Location", map: "Map, not a real one", spoiler: "Hidden text, show", ok: "OK", opensLink: "opens a link",
    waiting: "waiting for an answer", download: "Download {name}", typing: "typing…", other: "A message this page cannot draw",
    steps: [
      ["Someone calls", "On **Maria**’s phone: tap START, then “I need to talk to someone”."],
      ["Someone answers", "On **Dan**’s or **Aisha**’s phone: tap “I have this”, and see what Maria reads."],
      ["A network", "After the call, on the same phone: say you have spoken, open a network, send its links to the family."],
      ["A meeting", "On **anyone**’s phone: propose two or more times, by buttons or “tomorrow 4pm”."],
      ["Everyone answers", "On **each** phone: “I can come”, “Not sure yet” or “I cannot come”; then agree the time."],
      ["The day, and after", "Turn **the time** to the next due time: reminders, the meeting, and when to meet again."],
    ],
  },
  fi: {
    locale: "fi-FI",
    skip: "Siirry puhelimiin",
    tagline: "Hiekkalaatikko: leikkipuhelimia, ei oikeita ihmisiä",
    dialTitle: "Hiekkalaatikon aika",
    tenMinutes: "+10 minuuttia", oneHour: "+1 tunti", oneDay: "+1 päivä", toDue: "Seuraavaan tapahtumaan",
    nothingDue: "Mitään ei ole tulossa", moving: "Aika kuluu…",
    nowIs: "Nyt on {when}.",
    inMinutes: "{n} min päästä", todayAt: "tänään klo {time}", tomorrowAt: "huomenna klo {time}", dayAt: "{day} klo {time}", dueNow: "nyt",
    stepsTitle: "Mitä kokeilla", stepsCount: "{done}/{all} tehty", stepsHint: "Merkitse vaihe tehdyksi napsauttamalla.",
    phones: "Puhelimet", unreadOn: "{name}, {n} lukematta",
    pickerTitle: "Missä puhelimessa avataan?", cancel: "Peru",
    addTitle: "Lisää puhelin", addName: "Etunimi", addLanguage: "Puhelimen kieli", addDo: "Lisää puhelin",
    another: "Lisää toinen puhelin", newcomer: "uusi ihminen",
    languageOf: "Puhelimen kieli: {name}", blocked: "Estetty", blockedBy: "{name} on estänyt botin",
    lockOf: "Lukitusnäyttö: {name}", lockNone: "Lukitusnäyttö on tyhjä", lockSeen: "Nähty aiemmin",
    chatOf: "{name} ja {bot}, keskustelu", unread: "{n} lukematta",
    lost: "Hiekkalaatikko ei vastaa. Yritetään uudelleen…",
    noAnswer: "Hiekkalaatikko ei vastannut. Onko se vielä käynnissä?",
    bot: "botti", menu: "Valikko", commands: "Komennot", message: "Viesti", send: "Lähetä", start: "ALOITA", unblock: "POISTA BOTIN ESTO",
    about: "Mitä tämä botti osaa?", edited: "muokattu", forwarded: "Välitetty: {name}", today: "Tänään", tomorrow: "Huomenna", yesterday: "Eilen",
    photo: "Kuva", location: "Sijainti", map: "Kartta, ei oikea", spoiler: "Piilotettu teksti, näytä", ok: "OK", opensLink: "avaa linkin",
    waiting: "odottaa vastausta", download: "Lataa {name}", typing: "kirjoittaa…", other: "Viesti, jota tämä sivu ei osaa näyttää",
    steps: [
      ["Joku soittaa", "**Marian** puhelin: napauta ALOITA ja kerro, että haluat puhua jonkun kanssa."],
      ["Joku vastaa", "**Danin** tai **Aishan** puhelin: ota yhteydenotto, ja katso, mitä Maria lukee."],
      ["Verkosto", "Puhelun jälkeen samassa puhelimessa: kirjaa puhelu, avaa verkosto, lähetä linkit perheelle."],
      ["Tapaaminen", "**Kenen tahansa** puhelin: ehdota kahta tai useampaa aikaa napeilla tai kirjoittamalla “huomenna klo 16”."],
      ["Kaikki vastaavat", "**Jokaisessa** puhelimessa: pääsen, en tiedä vielä tai en pääse; sitten aika sovitaan."],
      ["Päivä ja sen jälkeen", "Siirrä **aika** seuraavaan tapahtumaan: muistutukset, tapaaminen ja milloin taas."],
    ],
  },
  ar: {
    locale: "ar",
    skip: "الانتقال إلى الهواتف",
    tagline: "بيئة تجريبية: هواتف افتراضية، بلا أشخاص حقيقيين",
    dialTitle: "الوقت في البيئة التجريبية",
    tenMinutes: "+10 دقائق", oneHour: "+ساعة", oneDay: "+يوم", toDue: "إلى الموعد التالي",
    nothingDue: "لا شيء مستحق", moving: "الوقت يتقدم…",
    nowIs: "الوقت الآن {when}.",
    inMinutes: "بعد {n} دقيقة", todayAt: "اليوم {time}", tomorrowAt: "غدًا {time}", dayAt: "{day}، {time}", dueNow: "الآن",
    stepsTitle: "ماذا تجرّب", stepsCount: "تم {done} من {all}", stepsHint: "انقر على خطوة لوضع علامة عليها.",
    phones: "الهواتف", unreadOn: "{name}، {n} غير مقروءة",
    pickerTitle: "على أي هاتف تفتح الرابط؟", cancel: "إلغاء",
    addTitle: "إضافة هاتف", addName: "الاسم الأول", addLanguage: "لغة الهاتف", addDo: "إضافة هذا الهاتف",
    another: "إضافة هاتف آخر", newcomer: "شخص جديد",
    languageOf: "لغة هاتف {name}", blocked: "محظور", blockedBy: "حظر {name} البوت",
    lockOf: "شاشة قفل هاتف {name}", lockNone: "لا شيء على شاشة القفل", lockSeen: "شوهد سابقًا",
    chatOf: "محادثة {name} مع {bot}", unread: "{n} غير مقروءة",
    lost: "لا تستجيب البيئة التجريبية. تجري إعادة المحاولة…",
    noAnswer: "لم تستجب البيئة التجريبية. هل ما زالت تعمل؟",
    bot: "بوت", menu: "القائمة", commands: "الأوامر", message: "رسالة", send: "إرسال", start: "ابدأ", unblock: "إلغاء حظر البوت",
    about: "ماذا يمكن لهذا البوت أن يفعل؟", edited: "معدّلة", forwarded: "محوّلة من {name}", today: "اليوم", tomorrow: "غدًا", yesterday: "أمس",
    photo: "صورة", location: "موقع", map: "خريطة غير حقيقية", spoiler: "نص مخفي، إظهار", ok: "حسنًا", opensLink: "يفتح رابطًا",
    waiting: "في انتظار الرد", download: "تنزيل {name}", typing: "يكتب…", other: "رسالة لا تستطيع هذه الصفحة عرضها",
    steps: [
      ["شخص يتصل", "على هاتف **Maria**: اضغط «ابدأ»، ثم اطلب التحدث مع شخص ما."],
      ["شخص يجيب", "على هاتف **Dan** أو **Aisha**: تولَّ الطلب، وانظر ماذا تقرأ Maria."],
      ["شبكة", "بعد المكالمة على الهاتف نفسه: سجّل أنكما تحدثتما، وافتح شبكة، وأرسل روابطها إلى العائلة."],
      ["لقاء", "على **أي** هاتف: اقترح وقتين أو أكثر بالأزرار أو بالكتابة."],
      ["الجميع يجيب", "على **كل** هاتف: أستطيع الحضور، أو لست متأكدًا بعد، أو لا أستطيع؛ ثم يُتفق على الوقت."],
      ["اليوم وما بعده", "حرّك **الوقت** إلى الموعد التالي: التذكيرات، واللقاء، ومتى نلتقي من جديد."],
    ],
  },
};

/** The base language of an IETF tag, lower case: "pt-BR" gives "pt". */
export const base = (tag) => String(tag || "en").toLowerCase().split("-")[0];

/** "rtl" or "ltr" for a language tag. */
export const direction = (tag) => (RTL.has(base(tag)) ? "rtl" : "ltr");

/** The words for a language tag (English where there are none); `t("key", {name})` fills in. */
export function speak(tag) {
  const lang = WORDS[base(tag)] ? base(tag) : "en";
  const t = (key, values = {}) => {
    const words = WORDS[lang][key] ?? WORDS.en[key] ?? key;
    return typeof words === "string" ? words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "") : words;
  };
  t.lang = lang;
  t.locale = WORDS[lang].locale;
  return t;
}

/** The page's own language, from `?lang=`. */
export const pageWords = speak(new URLSearchParams(location.search).get("lang") ?? "en");
