//! Arbitrary bytes as a table, a spec and batches, with their invariants: shared by the fuzzer and by
//! the test that replays its findings.
//!
//! ```text
//! header   each choice at its own place, whatever the others are; missing bytes are 0
//! rows     a tag, a byte for each measure, a byte for the key if it is not running
//! tag      4 bits: how often the row comes again; 1: a partition begins; 3: time passes
//! ```

use super::{
    batches::batch,
    egregora,
    oracle::{self, Asked, Table},
    random::{Case, duration, spec_of},
    stats,
};
use std::time::Duration;
use windrow::{
    Cut, Error, ErrorKind, Hops, Origin, Overlap, Oversize, Plan, SealedWindow, Spec, Stream,
    Window,
    egregora::{Egregora, StepUnit},
};

/// The oracle of even cuts tries all fills of all ranges, over and over.
const EVEN_ROWS: usize = 20;

/// More windows of a clock than are looked at, and so many that they must be refused.
const SOME: i128 = 4_096;
const TOO_MANY: i128 = 1 << 40;

/// The most rows of a window of which all ways to split it are tried.
const SPLIT_ROWS: u32 = 24;

const MEASURES: [&str; 2] = ["bytes", "tokens"];

/// The decoded bytes.
#[derive(Debug)]
pub struct Input {
    pub case: Case,
    /// A spec, possibly invalid.
    pub wild: Spec,
    /// The numbers of rows of batches, in turn.
    sizes: [usize; 3],
    resumes: bool,
    parts: usize,
    hops: oracle::Hops,
    egregora: [u8; 5],
}

/// The windows of a stream, the sums of each measure in them one after the other, and their ids.
type Streamed = (Vec<SealedWindow>, Vec<u64>, Vec<u64>);

/// The header. Its fields are named in the order of their bytes.
struct Header {
    measures: u8,
    times: u8,
    columns: u8,
    limits: u8,
    cut: u8,
    min_fill: u8,
    overlap: u8,
    ratio: u8,
    budgets: [u8; 4],
    amounts: [[u8; 2]; 4],
    gap: u8,
    edges: [u8; 6],
    sizes: [u8; 3],
    options: u8,
    wild: u8,
    number: u64,
    hops: [u8; 3],
    egregora: [u8; 5],
}

impl Header {
    fn take(bytes: &mut impl Iterator<Item = u8>) -> Self {
        let mut next = || bytes.next().unwrap_or(0);
        Header {
            measures: next(),
            times: next(),
            columns: next(),
            limits: next(),
            cut: next(),
            min_fill: next(),
            overlap: next(),
            ratio: next(),
            budgets: std::array::from_fn(|_| next()),
            amounts: std::array::from_fn(|_| [next(), next()]),
            gap: next(),
            edges: std::array::from_fn(|_| next()),
            sizes: std::array::from_fn(|_| next()),
            options: next(),
            wild: next(),
            number: u64::from_le_bytes(std::array::from_fn(|_| next())),
            hops: std::array::from_fn(|_| next()),
            egregora: std::array::from_fn(|_| next()),
        }
    }
}

fn bit(byte: u8, bit: u8) -> bool {
    byte >> bit & 1 == 1
}

impl Input {
    pub fn of(bytes: &[u8]) -> Self {
        let mut bytes = bytes.iter().copied();
        let header = Header::take(&mut bytes);
        let table = table(&header, bytes);
        let asked = asked(&header, &table);
        let mut spec = spec_of(&asked, table.unit());
        if header.overlap % 3 == 1 {
            spec.overlap = Overlap::Ratio(ratio(&header));
        }
        if bit(header.options, 0) {
            spec.oversize = Oversize::Error;
        }
        let wild = wild(&header, spec.clone());
        Input {
            case: Case { table, asked, spec },
            wild,
            sizes: header.sizes.map(usize::from),
            resumes: bit(header.options, 1),
            parts: usize::from(header.options >> 2),
            hops: hops(&header),
            egregora: header.egregora,
        }
    }

    /// Panics if an invariant fails.
    pub fn check(&self) {
        self.check_sane();
        let at_once = self.at_once(&self.wild);
        if let Ok(plan) = &at_once {
            self.check_tiles(plan);
        }
        self.check_stream(&self.wild, at_once.as_ref());
        self.check_hops();
        self.check_egregora();
    }

    fn at_once(&self, spec: &Spec) -> Result<Plan, Error> {
        self.case.rows().windows(spec)
    }

    /// A valid spec gives the oracle's windows.
    fn check_sane(&self) {
        let Case { table, asked, spec } = &self.case;
        let at_once = self.at_once(spec);
        let oversize = (0..table.len).find(|&row| !table.within(&asked.max, row, row + 1));
        match (&at_once, oversize) {
            (Err(error), Some(first)) if spec.oversize == Oversize::Error => {
                let ErrorKind::OversizeRow { row, .. } = error.kind() else {
                    panic!("a row is oversize, but {error}")
                };
                assert_eq!(*row, first);
            }
            (Ok(_), Some(_)) if spec.oversize == Oversize::Error => panic!("a row is oversize"),
            (Err(error), _) => panic!("a good spec: {error}"),
            (Ok(plan), _) => {
                let windows: Vec<Window> = plan.iter().collect();
                self.check_tiles(plan);
                self.check_fits(&windows);
                self.check_parts(plan);
                stats::check(&self.case, plan);
                if asked.cut != Cut::Even || self.is_evenness_exact() {
                    assert_eq!(windows, oracle::windows(table, asked));
                } else {
                    self.check_even(&windows);
                }
            }
        }
        self.check_stream(spec, at_once.as_ref());
    }

    /// Invariants of every spec.
    fn check_tiles(&self, plan: &Plan) {
        let mut before = Window { start: 0, fresh: 0, end: 0, oversize: false };
        for (index, window) in plan.iter().enumerate() {
            assert!(window.start <= window.fresh && window.fresh < window.end);
            assert_eq!(window.fresh, before.end);
            assert!(index == 0 || before.start < window.start);
            assert!(!window.oversize || window.end - window.start == 1);
            before = window;
        }
        assert_eq!(before.end as usize, self.case.table.len);
        assert_eq!(plan.stats().windows, plan.len());
        let fullest = plan.stats().fill.map_or(1.0, |fill| fill.max);
        assert!(fullest <= 1.0 || !plan.oversize().is_empty());
        if let Some(window) = plan.get(self.parts % plan.len().max(1)) {
            let parts = plan.split(self.parts % plan.len(), 1 + self.parts % 5).expect("a window");
            assert_eq!(parts.get(0).map(|part| part.fresh), Some(window.fresh));
            assert!(parts.start()[0] == window.start && parts.end().last() == Some(&window.end));
            assert!(
                parts.len() <= 1 + self.parts % 5
                    && parts.start()[1..].iter().eq(parts.end().iter().take(parts.len() - 1))
            );
        }
    }

    fn check_fits(&self, windows: &[Window]) {
        let Case { table, asked, .. } = &self.case;
        for window in windows {
            let (start, end) = (window.start as usize, window.end as usize);
            assert_eq!(window.oversize, !table.fits(asked, start, end));
            assert!(table.within(&asked.overlap, start, window.fresh as usize));
        }
    }

    /// No way to split a window makes the heaviest part lighter.
    fn check_parts(&self, plan: &Plan) {
        let Case { table, asked, .. } = &self.case;
        let Some(window) = plan.get(self.parts % plan.len().max(1)) else { return };
        if asked.max.is_empty() || window.end - window.start > SPLIT_ROWS {
            return;
        }
        let fill = |start: u32, end: u32| table.fill(&asked.max, start as usize, end as usize);
        let most = 1 + self.parts % 5;
        let parts = plan.split(self.parts % plan.len(), most).expect("a window");
        let heaviest = parts.iter().map(|part| fill(part.start, part.end)).fold(0.0, f64::max);
        // Weights are distinguished to a 2^53rd of a limit.
        assert!(heaviest <= oracle::lightest(&fill, window, most) + f64::EPSILON);
    }

    /// Windows of a clock are those of the definition, one partition after the other.
    fn check_hops(&self) {
        let Case { table, .. } = &self.case;
        let oracle::Hops { every, span, origin, empty } = self.hops;
        let [every, span] = [every, span].map(|steps| duration(steps, table.unit()));
        let hops = Hops::every(every).span(span).origin(origin).empty(empty);
        let refused = |code: &str| {
            let error = self.case.rows().hops(&hops).expect_err(code);
            assert_eq!(error.code(), code);
        };
        if table.times.is_empty() {
            return refused("MISSING_COLUMN");
        }
        if self.hops.every == 0 || self.hops.span == 0 {
            return refused("BAD_DURATION");
        }
        let runs = table.runs();
        let most: i128 = runs.iter().map(|run| self.hops.most(&table.times[run.clone()])).sum();
        if most > TOO_MANY {
            return refused("TOO_MANY_WINDOWS");
        }
        if most > SOME {
            return;
        }
        let plan = self.case.rows().hops(&hops).expect("some windows");
        let clamped = |time: i128| i64::try_from(time.clamp(i64::MIN.into(), i64::MAX.into()));
        let mut expected = Vec::new();
        for run in runs {
            for (opens, closes, rows) in oracle::hops(&table.times[run.clone()], self.hops) {
                let times = [opens, closes].map(|time| clamped(time).expect("clamped"));
                expected.push((times, run.start + rows.start, run.start + rows.end));
            }
        }
        let times = |times: Option<&[i64]>| times.unwrap_or_default().to_vec().into_iter();
        let windows = plan.iter().zip(times(plan.opens()).zip(times(plan.closes())));
        let found = windows.map(|(window, (opens, closes))| {
            ([opens, closes], window.start as usize, window.end as usize)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected);
        let time = |row: usize, opens: i64, is_empty: bool| {
            if is_empty { opens } else { table.times[row] }
        };
        let first = expected.iter().map(|&([opens, _], s, e)| time(s, opens, s == e));
        assert!(plan.first_time().expect("times").eq(first));
        let last = expected.iter().map(|&([opens, _], s, e)| time(e.max(1) - 1, opens, s == e));
        assert!(plan.last_time().expect("times").eq(last));
        let mut before = 0;
        for (index, window) in plan.iter().enumerate() {
            assert_eq!(window.fresh, before.clamp(window.start, window.end));
            before = window.end;
            let parts = plan.split(index, 1 + self.parts % 5).expect("a window");
            let held = window.start < window.end;
            assert_eq!(parts.first_time().expect("times").next().is_some(), held);
            assert_eq!(parts.last_time().expect("times").len(), parts.len());
            assert_eq!(parts.end().last().copied(), held.then_some(window.end));
            assert_eq!(parts.start().first().copied(), held.then_some(window.start));
        }
        assert_eq!(plan.stats().windows, plan.len());
    }

    fn check_egregora(&self) {
        let Case { table, .. } = &self.case;
        let [step, unit, ratio, longest, bytes] = self.egregora;
        let units = [StepUnit::Messages, StepUnit::Hours, StepUnit::Days, StepUnit::Bytes];
        let asked = egregora::Asked {
            step: value(step),
            unit: units[usize::from(unit % 4)],
            ratio: u64::from(ratio).min(128),
            longest: (u64::from(longest >> 6) * 777_777_777) << (longest & 31),
            max_bytes: value(bytes),
        };
        let mut spec = Egregora::new()
            .step(asked.step.cast_signed(), asked.unit)
            .overlap_ratio(f64::from(ratio) / 256.0)
            .max_bytes_per_window(asked.max_bytes);
        spec.max_window_time = Some(Duration::from_micros(asked.longest));
        let is_there = !table.times.is_empty()
            && (asked.unit != StepUnit::Bytes || table.measures.contains_key("bytes"));
        let refused = |code: &str| {
            let error = self.case.rows().egregora(&spec).expect_err(code);
            assert_eq!(error.code(), code);
        };
        if !table.times.is_sorted() {
            refused("UNSORTED");
        } else if !is_there {
            refused("MISSING_COLUMN");
        } else if asked.step == 0 && asked.unit != StepUnit::Bytes {
            refused("BAD_LIMIT");
        } else if asked.most(table) > TOO_MANY {
            refused("TOO_MANY_WINDOWS");
        } else if asked.most(table) <= SOME {
            let plan = self.case.rows().egregora(&spec).expect("some windows");
            let expected = asked.windows(table);
            let windows = expected.iter().enumerate();
            let windows = windows.map(|(index, &it)| egregora::window(table, index, it));
            assert_eq!(plan.iter().collect::<Vec<_>>(), windows.collect::<Vec<_>>());
            let index = self.parts % plan.len().max(1);
            if let Some(&window) = expected.get(index) {
                let parts = egregora::split(table, window, 1 + self.parts % 5).into_iter();
                let parts: Vec<_> = parts.map(|it| egregora::window(table, index, it)).collect();
                assert_eq!(plan.split(index, 1 + self.parts % 5), Ok(parts));
            }
        }
    }

    /// The oracle compares shares of limits as `f64`s, the core to a 2^53rd.
    fn is_evenness_exact(&self) -> bool {
        let Case { table, asked, .. } = &self.case;
        let exact = |bits: u32| asked.max.values().all(|max| max >> bits == 0);
        let repeats = asked.overlap.values().any(|&budget| budget > 0);
        let tells_apart = exact(26) || asked.max.len() == 1 && exact(52);
        table.len <= EVEN_ROWS && !repeats && tells_apart
    }

    fn check_even(&self, windows: &[Window]) {
        let Case { table, asked, spec } = &self.case;
        let full = self.at_once(&spec.clone().cut(Cut::Full)).expect("the same spec");
        assert_eq!(windows.len(), full.len());
        let fullest = |windows: &[Window]| {
            let fitting = windows.iter().filter(|window| !window.oversize);
            let share = |it: &Window| table.fill(&asked.max, it.start as usize, it.end as usize);
            fitting.map(share).fold(0.0, f64::max)
        };
        let full: Vec<Window> = full.iter().collect();
        assert!(fullest(windows) <= fullest(&full) + f64::EPSILON);
    }

    /// A stream gives the same windows, or refuses too.
    fn check_stream(&self, spec: &Spec, at_once: Result<&Plan, &Error>) {
        if spec.cut == Cut::Even {
            assert!(Stream::new(spec.clone()).is_err());
            return;
        }
        match (self.streamed(spec), at_once) {
            (Ok((windows, sums, ids)), Ok(plan)) => {
                let expected = plan.iter().map(|window| SealedWindow {
                    start: window.start.into(),
                    fresh: window.fresh.into(),
                    end: window.end.into(),
                    oversize: window.oversize,
                });
                assert!(windows.iter().copied().eq(expected), "{windows:#?}");
                let of = |name| plan.sum(name).expect("a measure");
                assert!(sums.into_iter().eq(plan.rows().measures().flat_map(of)));
                assert!(ids.into_iter().eq(plan.ids().into_iter().flatten()));
            }
            (Err(found), Err(expected)) => assert_eq!(found.code(), expected.code()),
            (Ok(_), Err(error)) => panic!("the stream takes what is refused: {error}"),
            (Err(error), Ok(_)) => panic!("the stream refuses: {error}"),
        }
    }

    fn streamed(&self, spec: &Spec) -> Result<Streamed, Error> {
        let table = &self.case.table;
        let mut stream = Stream::new(spec.clone())?;
        let (mut windows, mut ids) = (Vec::new(), Vec::new());
        let mut sums = vec![Vec::new(); table.measures.len()];
        let mut add = |sealed: windrow::Sealed| {
            windows.extend(sealed.iter());
            ids.extend_from_slice(sealed.ids().unwrap_or_default());
            for (name, sums) in sealed.measures().zip(&mut sums) {
                sums.extend_from_slice(sealed.sum(name).expect("a measure"));
            }
        };
        let (mut start, mut pushes) = (0, 0);
        while start < table.len || pushes == 0 {
            // At least a row in each three batches.
            let size = self.sizes[pushes % 3].max(usize::from(pushes % 3 == 2));
            let end = table.len.min(start + size);
            add(stream.push(&batch(table, start..end))?);
            assert_eq!(stream.position(), end as u64);
            if self.resumes {
                let state = stream.save().expect("memory");
                stream = Stream::resume(&state).expect("the state of a stream");
                assert_eq!(stream.save().expect("memory"), state);
            }
            (start, pushes) = (end, pushes + 1);
        }
        add(stream.finish().expect("memory"));
        Ok((windows, sums.concat(), ids))
    }
}

fn table(header: &Header, mut bytes: impl Iterator<Item = u8>) -> Table {
    let most = if bit(header.columns, 7) { 200 } else { 70 };
    let names = &MEASURES[..usize::from(header.measures % 3)];
    let mut measures = vec![Vec::new(); names.len()];
    // The sum of a measure is at most 2^53 - 1.
    let mut left = [(1_u64 << 53) - 1; MEASURES.len()];
    let mut table = Table { unit: usize::from(header.columns >> 3 & 3), ..Table::default() };
    let has_times = bit(header.times, 0);
    let first = [0, -1_000, i64::MIN, i64::MAX - 5_000][usize::from(header.times >> 1 & 3)];
    let steps = if bit(header.times, 3) {
        [0, 1, 2, 5, 60, 3_600, i64::MAX / 2, i64::MAX]
    } else {
        [0, 1, 2, 5, 60, 3_600, 7, 100]
    };
    let begins_anew = bit(header.times, 4);
    let has_partitions = bit(header.columns, 0);
    let keys = header.columns >> 1 & 3;
    let (mut time, mut partition) = (first, 0_u64);
    while let Some(tag) = bytes.next()
        && table.len < most
    {
        let values: Vec<u64> = names.iter().map(|_| value(bytes.next().unwrap_or(0))).collect();
        let key = if keys > 1 { u64::from(bytes.next().unwrap_or(0)) } else { 0 };
        if has_partitions && bit(tag, 4) {
            partition = (partition + 1) % 3;
            time = if begins_anew { first } else { time };
        }
        for _ in 0..=(tag & 15) {
            if table.len == most {
                break;
            }
            time = time.saturating_add(steps[usize::from(tag >> 5)]);
            if has_times {
                table.times.push(time);
            }
            if has_partitions {
                table.partitions.push(partition);
            }
            for ((column, &value), left) in measures.iter_mut().zip(&values).zip(&mut left) {
                column.push(value.min(*left));
                *left -= value.min(*left);
            }
            match keys {
                0 => {}
                1 => table.keys.push(table.len as u64),
                2 => table.keys.push(key),
                _ => table.keys.push(key % 4),
            }
            table.len += 1;
        }
    }
    table.measures = names.iter().map(|&name| name.to_owned()).zip(measures).collect();
    table
}

/// Small numbers, and those around powers of two.
fn value(code: u8) -> u64 {
    match code {
        0..128 => code.into(),
        128..248 => (1 << ((code - 128) / 3)) + u64::from(code % 3) - 1,
        248.. => (1 << 32) + u64::from(code) - 252,
    }
}

fn asked(header: &Header, table: &Table) -> Asked {
    let has_times = !table.times.is_empty();
    let mut asked = Asked { min_fill: min_fill(header), ..Asked::nothing() };
    let names = ["rows", "duration"].into_iter().chain(MEASURES);
    let there = |name: &str| match name {
        "rows" => true,
        "duration" => has_times,
        measure => table.measures.contains_key(measure),
    };
    for (place, name) in names.enumerate().filter(|(_, name)| there(name)) {
        let overlap = header.budgets[place];
        let limited = bit(header.limits, place as u8);
        let below = if limited {
            let max = limit(header.amounts[place], table, name);
            asked.max.insert(name.to_owned(), max);
            max - 1
        } else {
            1_000
        };
        if header.overlap % 3 == 2 && bit(header.overlap, 4 + place as u8) {
            let budget = u128::from(below) * u128::from(overlap) / 255;
            asked.overlap.insert(name.to_owned(), budget as u64);
        }
    }
    if has_times {
        asked.gap = bit(header.limits, 4).then(|| value(header.gap));
        if bit(header.limits, 5) {
            let edge = |code: &u8| {
                let time = table.times[usize::from(code & 63) % table.len];
                time.saturating_add(i64::from(code >> 6) - 1)
            };
            let edges = header.edges.iter().take(usize::from(header.edges[5]) % 6).map(edge);
            asked.edges = edges.collect();
            asked.edges.sort_unstable();
        }
    }
    if asked.max.is_empty() && asked.gap.is_none() && asked.edges.is_empty() {
        let max = limit(header.amounts[0], table, "rows");
        asked.max.insert("rows".to_owned(), max);
        asked.overlap.retain(|name, &mut budget| name != "rows" || budget < max);
    }
    if header.overlap % 3 == 1 {
        asked.overlap = oracle::share_of(&asked.max, ratio(header));
        // Where limits are past what an `f64` holds, a share is not to be rounded up to all.
        asked.overlap.iter_mut().for_each(|(name, budget)| {
            *budget = (*budget).min(asked.max[name] - 1);
        });
    }
    asked.cut = match header.cut % 4 {
        1 => Cut::Even,
        2 if has_times => Cut::Quiet,
        3 if !table.keys.is_empty() => Cut::Stable,
        _ => Cut::Full,
    };
    asked
}

/// Spans are at most 64 times as long as it is from one window to the next.
fn hops(header: &Header) -> oracle::Hops {
    let [every, span, options] = header.hops;
    let every = if every == 255 { u64::MAX / 3 } else { value(every) };
    let span = match span {
        0..128 => (u128::from(every) * u128::from(span) / 8).try_into().unwrap_or(u64::MAX),
        128.. => value(span),
    };
    let number = header.number.cast_signed();
    oracle::Hops {
        every,
        span: span.min(every.saturating_mul(64)),
        origin: [Origin::At(0), Origin::First, Origin::At(-7), Origin::At(number)]
            [usize::from(options & 3)],
        empty: bit(options, 2),
    }
}

fn min_fill(header: &Header) -> f64 {
    let known = [0.0, 0.5, 1.0, 1.0 / 3.0, 0.9, 5e-324, 1.0 - f64::EPSILON / 2.0];
    known.get(usize::from(header.min_fill)).copied().unwrap_or(f64::from(header.min_fill) / 255.0)
}

fn ratio(header: &Header) -> f64 {
    if header.ratio == 255 { 1.0 - f64::EPSILON / 2.0 } else { f64::from(header.ratio) / 255.0 }
}

/// A number, what some rows add up to or one more, or a power of two and its neighbours.
fn limit([how, code]: [u8; 2], table: &Table, name: &str) -> u64 {
    let of_rows = || {
        let start = usize::from(how & 63) % table.len.max(1);
        let rows = usize::from(code) % (table.len - start).max(1) + 1;
        if table.len == 0 { 0 } else { table.amount(name, start, start + rows) }
    };
    let limit = match how >> 6 {
        0 => u64::from(how) << 8 | u64::from(code),
        1 => of_rows(),
        2 => of_rows().saturating_add(1),
        _ => (1 << (how & 63)) - 1 + u64::from(code),
    };
    limit.max(1)
}

/// The spec with some faults.
fn wild(header: &Header, mut spec: Spec) -> Spec {
    let number = header.number;
    if bit(header.wild, 0) {
        spec.min_fill = f64::from_bits(number);
    }
    if bit(header.wild, 1) {
        spec.overlap = Overlap::Ratio(f64::from_bits(number));
    }
    if bit(header.wild, 2) {
        spec.max.rows = Some(number);
    }
    if bit(header.wild, 3) {
        spec.max.duration = Some(Duration::new(number, 999_999_999));
    }
    if bit(header.wild, 4) {
        spec.gap = Some(Duration::from_nanos(number));
    }
    if bit(header.wild, 5) {
        spec.edges.extend([number.cast_signed(), i64::from(header.gap)]);
    }
    if bit(header.wild, 6) {
        let name = ["bytes", "rows", "", "tokens"][usize::from(header.gap) % 4];
        let budget = windrow::Amounts::new().measure(name, number).rows(number >> 8);
        spec.overlap = Overlap::Budget(budget);
        if number == 0 {
            spec.max = windrow::Amounts::new();
        }
        spec.max.measures.push((name.to_owned(), number.swap_bytes()));
    }
    if bit(header.wild, 7) {
        spec.cut = [Cut::Full, Cut::Even, Cut::Quiet, Cut::Stable][usize::from(header.cut >> 6)];
    }
    spec
}
