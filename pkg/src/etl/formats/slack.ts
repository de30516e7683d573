import { TextColumns } from "../columnar.js";
import { format } from "../format.js";
import { addAll, isObject, parseJson } from "../json/objects.js";

const DAY = /(?:^|\/)([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/;
const USERS = /(?:^|\/)users\.json$/;

/** Slack's export: a zip of a folder for each channel, with a file of each day. */
export const slack = format<{ messages: string; people: string }>({
  name: "Slack export",
  gives: "messages",
  program: "Slack",
  exporting: "as an owner of the workspace: Settings, Import and export data, Export",
  detect: ({ entries }) => entries?.some(({ name }) => DAY.test(name)) ?? false,
  async extract({ entries = [] }, stage) {
    const files = entries.filter(({ name }) => DAY.test(name) || USERS.test(name));
    const [messages, people] = [new TextColumns(), new TextColumns()];
    const broken: string[] = [];
    let done = 0;
    for (const { name, blob } of files.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const channel = DAY.exec(name)?.[1];
      try {
        const values = parseJson(new Uint8Array(await (await blob()).arrayBuffer()));
        if (!Array.isArray(values)) throw new Error("it is no array");
        if (channel === undefined) await addAll(people, values, stage, person);
        else await addAll(messages, values, stage, (value) => message(value, channel));
      } catch (error) {
        if (stage.signal.aborted) throw error;
        broken.push(name);
      }
      await stage.progress(++done / files.length);
    }
    if (broken.length > 0) stage.report({ what: "files of the zip that cannot be read", count: broken.length, samples: broken.slice(0, 3) });
    // All columns have to be there; the row that brings them is left out again.
    messages.add({ channel: "", ts: "", user: "", name: "", text: "", subtype: "", files: "" });
    people.add({ id: "", name: "" });
    return { messages: await stage.insert(messages), people: await stage.insert(people) };
  },
  transform: ({ messages, people }) => `
    WITH people AS (
      SELECT id, any_value(name) AS name FROM ${people} WHERE id <> '' GROUP BY id
    ), names AS (
      SELECT map_from_entries(list((id, name))) AS names FROM people
    ), timed AS (
      SELECT rowid AS number, *, make_timestamp((TRY_CAST(ts AS DECIMAL(20, 6)) * 1000000)::BIGINT) AS time
      FROM ${messages} WHERE channel <> ''
    )
    SELECT time, coalesce(people.name, timed.name, "user") AS author,
      replace(replace(replace(
        -- Mentions are written by numbers.
        CASE WHEN contains(text, '<@') THEN list_reduce(
          list_prepend(text, list_distinct(regexp_extract_all(text, '<@([A-Z0-9]+)', 1))),
          lambda said, id: regexp_replace(said, concat('<@', id, '(\\|[^>]*)?>'), '@' || coalesce(names[id], id), 'g'))
        ELSE coalesce(text, '') END, '&lt;', '<'), '&gt;', '>'), '&amp;', '&') AS text,
      channel AS chat,
      CASE WHEN regexp_matches(subtype, '^(channel|group)_') THEN 'system' WHEN files IS NOT NULL THEN 'media' ELSE 'message' END AS kind,
      if(time IS NULL, 'messages without a time that can be read', NULL) AS problem
    FROM timed LEFT JOIN people ON people.id = timed."user" LEFT JOIN names ON true
    ORDER BY number`,
});

function message(value: Record<string, unknown>, channel: string): object {
  const { ts, user, bot_id, username, user_profile, text, subtype, files } = value;
  const named = isObject(user_profile) ? user_profile["real_name"] || user_profile["name"] : undefined;
  const content = typeof text === "string" ? text : undefined;
  return { channel, ts: String(ts), user: user ?? bot_id, name: named ?? username, text: content, subtype, files: files && "files" };
}

function person({ id, name, real_name, profile }: Record<string, unknown>): object {
  const given = isObject(profile) ? profile["display_name"] || profile["real_name"] : undefined;
  return { id, name: given || real_name || name || id };
}
