// Times in words: in the zone of the story, in the reader's language.

const parts = (date, zone) => {
  const made = {};
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23" });
  for (const { type, value } of format.formatToParts(date)) made[type] = Number(value);
  return made;
};

/** The number of a calendar day in `zone`, so that two days can be compared by subtraction. */
export const dayNumber = (date, zone) => {
  const { year, month, day } = parts(date, zone);
  return Math.round(Date.UTC(year, month - 1, day) / 86400000);
};

/** {hour, minute} of the wall clock in `zone`. */
export const wall = (date, zone) => parts(date, zone);

/** "2:30pm" in English, as the house style has it; elsewhere as that language writes it. */
export function time(date, zone, t) {
  if (t.lang !== "en") return new Intl.DateTimeFormat(t.locale, { timeZone: zone, hour: "numeric", minute: "2-digit" }).format(date);
  const { hour, minute } = parts(date, zone);
  if (minute === 0 && hour === 12) return t("midday");
  if (minute === 0 && hour === 0) return t("midnight");
  return `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, "0")}` : ""}${hour < 12 ? "am" : "pm"}`;
}

/** "14:02", or as the phone's language writes it: the small time on bubbles and lock screens. */
export const clockTime = (date, zone, t) => (t.lang === "en" ? new Intl.DateTimeFormat(t.locale, { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(date) : time(date, zone, t));

/** "Monday 4 May 2026". */
export function day(date, zone, t, year = true) {
  const format = (more) => new Intl.DateTimeFormat(t.locale, { timeZone: zone, ...more }).format(date);
  const calendar = { day: "numeric", month: "long", ...(year ? { year: "numeric" } : {}) };
  // With a year Finnish says "on Wednesday", without one "Wednesday"; here a day is named, with or without.
  if (t.lang === "fi") return `${format({ weekday: "long" })} ${format(calendar)}`;
  const words = format({ weekday: "long", ...calendar });
  return t.lang === "en" ? words.replace(",", "") : words;
}

/** "British Summer Time", with the zone's own name. */
export function zoneWords(date, zone, t) {
  const found = new Intl.DateTimeFormat(t.locale, { timeZone: zone, timeZoneName: "long" }).formatToParts(date).find(({ type }) => type === "timeZoneName");
  const place = zone.split("/").pop().replaceAll("_", " ");
  return found ? `${found.value} (${place})` : place;
}

/** When something is due, said from `now`. */
export function due(date, now, zone, t) {
  const minutes = Math.ceil((date - now) / 60000);
  if (minutes <= 0) return t("dueNow");
  if (minutes < 60) return t("inMinutes", { n: minutes });
  const when = time(date, zone, t);
  const days = dayNumber(date, zone) - dayNumber(now, zone);
  if (days === 0) return t("todayAt", { time: when });
  if (days === 1) return t("tomorrowAt", { time: when });
  return t("dayAt", { day: day(date, zone, t, false), time: when });
}
