import type { Format } from "../format.js";
import { arrow } from "./arrow.js";
import { csv } from "./csv.js";
import { json } from "./json.js";
import { parquet } from "./parquet.js";
import { slack } from "./slack.js";
import { telegram } from "./telegram.js";
import { whatsapp } from "./whatsapp/index.js";

/** The formats that are looked for, in this order: chats by their shape, then tables. */
export const formats: readonly Format[] = [slack, parquet, arrow, telegram, whatsapp, json, csv];
