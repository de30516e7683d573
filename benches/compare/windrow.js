// windrow on the chat that rivals.py gets: node windrow.js CHAT.csv LIMIT

import { DuckDBInstance } from "@duckdb/node-api";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { promptsOf } from "windrow/prompts";

const [chat, limit] = [process.argv[2], Number(process.argv[3])];
const began = performance.now();
await init();
const connection = await (await DuckDBInstance.create()).connect();
await connection.run(`CREATE TABLE messages AS FROM read_csv('${chat.replaceAll("'", "''")}')`);
const fetched = await fetchRows(connection, {
  from: "messages",
  time: "ts",
  author: "author",
  text: "body",
  orderBy: ["id"],
  line: "[{time:%Y-%m-%d %H:%M}] {author}: {text}",
});
const plan = fetched.windows({ max: { bytes: limit }, overlap: 0.2 });
const result = { prompts: 0, bytes: 0, over: 0, flagged: 0, most: 0, cut: 0 };
for await (const { bytes, oversize } of promptsOf(fetched, plan)) {
  result.prompts += 1;
  result.bytes += bytes;
  result.over += bytes > limit;
  result.flagged += oversize;
  result.most = Math.max(result.most, bytes);
}
const seconds = Number(((performance.now() - began) / 1000).toFixed(3));
console.log(JSON.stringify({ ...result, seconds, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
