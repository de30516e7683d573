// What windrow is measured against: plain JavaScript over lengths in a Uint32Array, written as well as
// it can be. Each gives the starts and ends of the windows of `max` bytes of which the last `overlap`
// are repeated, into arrays that are there already, and returns how many there are.

/** One loop forwards and one back. */
export function linear(bytes, max, overlap, starts, ends) {
  const n = bytes.length;
  let [windows, start, end, sum] = [0, 0, 0, 0];
  while (end < n) {
    while (end < n && sum + bytes[end] <= max) sum += bytes[end++];
    if (end === start) sum = bytes[end++]; // oversize
    starts[windows] = start;
    ends[windows++] = end;
    if (end === n) break;
    const room = Math.min(overlap, max - bytes[end]);
    let [next, repeated] = [end, 0];
    while (next > start + 1 && repeated + bytes[next - 1] <= room) repeated += bytes[--next];
    [start, sum] = [next, repeated];
  }
  return windows;
}

/** The same, eight rows at a time where they fit. */
export function unrolled(bytes, max, overlap, starts, ends) {
  const n = bytes.length;
  let [windows, start, end, sum] = [0, 0, 0, 0];
  while (end < n) {
    while (end + 8 <= n) {
      const eight =
        bytes[end] +
        bytes[end + 1] +
        bytes[end + 2] +
        bytes[end + 3] +
        (bytes[end + 4] + bytes[end + 5] + bytes[end + 6] + bytes[end + 7]);
      if (sum + eight > max) break;
      sum += eight;
      end += 8;
    }
    while (end < n && sum + bytes[end] <= max) sum += bytes[end++];
    if (end === start) sum = bytes[end++];
    starts[windows] = start;
    ends[windows++] = end;
    if (end === n) break;
    const room = Math.min(overlap, max - bytes[end]);
    let [next, repeated] = [end, 0];
    while (next > start + 8) {
      const eight =
        bytes[next - 1] +
        bytes[next - 2] +
        bytes[next - 3] +
        bytes[next - 4] +
        (bytes[next - 5] + bytes[next - 6] + bytes[next - 7] + bytes[next - 8]);
      if (repeated + eight > room) break;
      repeated += eight;
      next -= 8;
    }
    while (next > start + 1 && repeated + bytes[next - 1] <= room) repeated += bytes[--next];
    [start, sum] = [next, repeated];
  }
  return windows;
}

/** Prefix sums, precomputed for the searches below and not timed. */
export function prefixSums(bytes) {
  const sums = new Float64Array(bytes.length + 1);
  for (let i = 0; i < bytes.length; i++) sums[i + 1] = sums[i] + bytes[i];
  return sums;
}

/** Steps that double, then halves, over prefix sums. */
export function galloping(sums, max, overlap, starts, ends) {
  return searching(sums, max, overlap, starts, ends, gallopForwards, gallopBackwards);
}

/** Guesses from the mean length, then steps, over prefix sums. */
export function interpolating(sums, max, overlap, starts, ends) {
  const n = sums.length - 1;
  const mean = sums[n] / n || 1;
  const forwards = (sums, n, from, most) => stepTo(sums, 0, n, Math.min(n, from + Math.trunc((most - sums[from]) / mean)), most);
  const backwards = (sums, from, least) => {
    let at = Math.max(0, from - Math.trunc((sums[from] - least) / mean));
    for (let jumps = 0; jumps < 4; jumps++) {
      const off = Math.trunc((sums[at] - least) / mean);
      if (off === 0) break;
      at = Math.min(from, Math.max(0, at - off));
    }
    while (at > 0 && sums[at - 1] >= least) at--;
    while (sums[at] < least) at++;
    return at;
  };
  const stepTo = (sums, low, n, at, most) => {
    for (let jumps = 0; jumps < 4; jumps++) {
      const off = Math.trunc((most - sums[at]) / mean);
      if (off === 0) break;
      at = Math.min(n, Math.max(low, at + off));
    }
    while (at < n && sums[at + 1] <= most) at++;
    while (sums[at] > most) at--;
    return at;
  };
  return searching(sums, max, overlap, starts, ends, forwards, backwards);
}

function searching(sums, max, overlap, starts, ends, forwards, backwards) {
  const n = sums.length - 1;
  let [windows, start, end] = [0, 0, 0];
  while (end < n) {
    const reach = forwards(sums, n, start, sums[start] + max);
    end = reach > start ? reach : start + 1;
    starts[windows] = start;
    ends[windows++] = end;
    if (end === n) break;
    const least = Math.max(sums[end] - overlap, sums[end + 1] - max);
    start = Math.min(end, Math.max(start + 1, least > sums[end] ? end : backwards(sums, end, least)));
  }
  return windows;
}

/** The largest place whose sum is at most `most`. */
function gallopForwards(sums, n, from, most) {
  let [low, step] = [from, 1];
  while (low + step <= n && sums[low + step] <= most) {
    low += step;
    step *= 2;
  }
  let high = Math.min(n + 1, low + step);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (sums[middle] <= most) low = middle;
    else high = middle;
  }
  return low;
}

/** The smallest place whose sum is at least `least`. */
function gallopBackwards(sums, from, least) {
  let [high, step] = [from, 1];
  while (high - step >= 0 && sums[high - step] >= least) {
    high -= step;
    step *= 2;
  }
  let low = Math.max(-1, high - step);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle] >= least) high = middle;
    else low = middle;
  }
  return high;
}

/** The memory's limit: every length read once. */
export function readOnce(bytes) {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    a = (a + bytes[i]) | 0;
    b = (b + bytes[i + 1]) | 0;
    c = (c + bytes[i + 2]) | 0;
    d = (d + bytes[i + 3]) | 0;
  }
  return a + b + c + d;
}
