//! What windrow is measured against, as plain as it is usually written, and the rows it is measured
//! on.

/// Log-normal lengths with a median of 60 bytes, the same each time.
pub fn lengths(n: usize) -> Vec<u32> {
    log_normal(60.0, 1.0).take(n).map(|length| length.round() as u32).collect()
}

/// Times in seconds, a minute apart in the mean: bursts, and silences of hours.
pub fn times(n: usize) -> Vec<i64> {
    let silences = log_normal(8.0, 2.0).take(n);
    let times = silences.scan(0, |time, silence| {
        *time += silence as i64;
        Some(*time)
    });
    times.collect()
}

fn log_normal(median: f64, spread: f64) -> impl Iterator<Item = f64> {
    let mut random = random();
    std::iter::repeat_with(move || {
        let radius = (-2.0 * (1.0 - random()).ln()).sqrt();
        median * (spread * radius * (std::f64::consts::TAU * random()).cos()).exp()
    })
}

fn random() -> impl FnMut() -> f64 {
    let mut state = 1_u32;
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state) / 2_f64.powi(32)
    }
}

/// One loop forwards and one back: the starts and the ends of windows of `max` bytes of which the
/// last `overlap` are repeated, and which of them are one row that is oversize.
pub fn linear(bytes: &[u32], max: u64, overlap: u64) -> [Vec<u32>; 3] {
    let bytes_of = |row: usize| u64::from(bytes[row]);
    let [mut starts, mut ends, mut oversize] = [const { Vec::new() }; 3];
    let (mut start, mut end, mut sum) = (0, 0, 0);
    while end < bytes.len() {
        while end < bytes.len() && sum + bytes_of(end) <= max {
            sum += bytes_of(end);
            end += 1;
        }
        if end == start {
            oversize.push(starts.len() as u32);
            end += 1;
        }
        starts.push(start as u32);
        ends.push(end as u32);
        if end == bytes.len() {
            break;
        }
        let room = max.saturating_sub(bytes_of(end)).min(overlap);
        let (mut next, mut repeated) = (end, 0);
        while bytes_of(end) <= max && next > start + 1 && repeated + bytes_of(next - 1) <= room {
            next -= 1;
            repeated += bytes_of(next);
        }
        (start, sum) = (next, repeated);
    }
    [starts, ends, oversize]
}

/// The memory's limit: every length read once.
pub fn read_once(bytes: &[u32]) -> u32 {
    bytes.iter().fold(0, |sum, &bytes| sum.wrapping_add(bytes))
}
