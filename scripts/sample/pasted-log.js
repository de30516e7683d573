import { makeDice } from "./dice.js";
import { DAY, MINUTE, timestamp } from "./time.js";

/** @import { Dice } from "./dice.js" */

const PASTE_BYTES = 200_000;

const HEAD = `# dripd 0.9.4 support bundle, plot 18
[controller]
name = "shed"
zones = ["A", "B", "C", "D"]
start = "05:30"
rain_skip_mm = 4.0
notify = "https://example.org/hooks/drip?plot=18"

[zone.C]
valve = 3          ; sticks, tap gently
minutes = 12
crop = "runner beans, chard"

--- log follows ---
`;

/**
 * The log that should not have been sent: of the timer that waters the allotment. It breaks off
 * where a phone would have run into its limit.
 *
 * @param {number} sent
 */
export function pastedLog(sent) {
  // Dice of its own: the log's length must not change what people say afterwards.
  const dice = makeDice(sent);
  let time = sent - 9 * DAY;
  let text = HEAD;
  while (text.length < PASTE_BYTES) {
    time += 1 + dice.below(9 * MINUTE);
    text += `${timestamp(time)} ${entry(dice)}\n`;
  }
  return text.slice(0, PASTE_BYTES);
}

/** @param {Dice} dice */
function entry({ below, pick }) {
  const zone = pick(["A", "B", "C", "C", "D"]);
  const valve = `valve ${"ABCD".indexOf(zone) + 1}`;
  const job = `job=${(0x10000 + below(0xf0000)).toString(16)}`;
  const sensor = `sensor ${zone}: moisture=${10 + below(60)}.${below(10)} %`;
  return pick([
    () => `INFO  ${valve}: opened by schedule, zone ${zone}, ${job}`,
    () => `INFO  ${valve}: closed after ${below(900)} s, ${below(80)} l, ${job}`,
    () => `DEBUG ${sensor} battery=3.${below(10)} V rssi=-${50 + below(45)}`,
    () => `DEBUG ${sensor} temperature=${8 + below(20)}.${below(10)} C`,
    () => "WARN  moisture sensor C disagrees with sensor D, believing neither",
    () => `WARN  ${valve}: no flow for ${below(60)} s ("stuck?"), retry ${1 + below(5)}/5, ${job}`,
    () => `INFO  weather: rain ${below(9)}.${below(10)} mm expected, zone ${zone} skipped`,
    () => `ERROR pump: current ${below(4)}.${below(10)} A out of range
    at pump.start (shed/pump.c:${below(400)})
    at job.run (shed/job.c:${below(900)})
    caused by: {"zone":"${zone}","retry":false,"note":"${job}"}`,
  ])();
}
