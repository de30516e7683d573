//! What is in a state, said once: the same list of it writes and reads.

use crate::{
    Amounts, Cut, Error, ErrorKind, Overlap, Oversize, Rows, RowsBuilder, Spec, TimeUnit, Values,
    columns::measure::Measure,
    columns::partitions::Partitions,
    room::{Room, gathered},
};
use std::time::Duration;

/// Each method writes what it is given, or reads what stands there.
///
/// Reading never fails: an impossible value is read as some other one, so that `resume`, which encodes
/// the state again and compares, finds the difference. Nothing is allocated beyond the bytes given.
#[derive(Default)]
pub(super) struct Codec<'a> {
    /// What has been written.
    pub(super) to: Vec<u8>,
    /// What is left to read; none where a state is written.
    pub(super) from: Option<&'a [u8]>,
    /// Whether there was no memory for something, in whose place there is nothing.
    pub(super) failed: bool,
}

impl<'a> Codec<'a> {
    /// What has been written.
    pub(super) fn written(self) -> Result<Vec<u8>, Error> {
        if self.failed { Err(ErrorKind::OutOfMemory.into()) } else { Ok(self.to) }
    }

    pub(super) fn is_out_of_memory(&self) -> bool {
        self.failed
    }

    /// What there is memory for, or nothing.
    fn kept<T: Default>(&mut self, made: Result<T, Error>) -> T {
        made.unwrap_or_else(|_| {
            self.failed = true;
            T::default()
        })
    }

    /// Writes bytes, or reads so many.
    fn bytes(&mut self, bytes: &[u8], len: usize) -> &'a [u8] {
        let Some(from) = &mut self.from else {
            if self.to.room(bytes.len()).is_ok() {
                self.to.extend_from_slice(bytes);
            } else {
                self.failed = true;
            }
            return &[];
        };
        let (read, rest) = from.split_at_checked(len).unwrap_or_default();
        *from = rest;
        read
    }

    /// A number in so many bytes, the little end first.
    fn number_in(&mut self, width: usize, number: u64) -> u64 {
        let mut bytes = number.to_le_bytes();
        let read = self.bytes(&bytes[..width], width);
        bytes[..read.len()].copy_from_slice(read);
        u64::from_le_bytes(bytes)
    }

    pub(super) fn number(&mut self, number: u64) -> u64 {
        self.number_in(8, number)
    }

    /// How many there are, or which of them.
    pub(super) fn count(&mut self, count: usize) -> usize {
        usize::try_from(self.number(count as u64)).unwrap_or(usize::MAX)
    }

    pub(super) fn flag(&mut self, flag: bool) -> bool {
        self.number(flag.into()) == 1
    }

    fn option(&mut self, number: Option<u64>) -> Option<u64> {
        let is_there = self.flag(number.is_some());
        is_there.then(|| self.number(number.unwrap_or_default()))
    }

    /// An absent duration is written with nanoseconds that no duration has.
    fn duration(&mut self, duration: Option<Duration>) -> Option<Duration> {
        let seconds = self.number(duration.map_or(0, |it| it.as_secs()));
        let nanos = duration.map_or(u32::MAX, |it| it.subsec_nanos());
        let nanos = u32::try_from(self.number_in(4, nanos.into())).ok()?;
        (nanos < 1_000_000_000).then(|| Duration::new(seconds, nanos))
    }

    fn name(&mut self, name: &str) -> String {
        let len = self.count(name.len());
        let name = std::str::from_utf8(self.bytes(name.as_bytes(), len));
        name.unwrap_or_default().to_owned()
    }

    /// Numbers of so many bytes each; what was read.
    fn column(&mut self, width: usize, len: usize, number: &dyn Fn(usize) -> u64) -> Vec<u64> {
        let len = self.count(len);
        match self.from {
            None => {
                (0..len).for_each(|row| _ = self.number_in(width, number(row)));
                Vec::new()
            }
            Some(from) => {
                let len = len.min(from.len() / width);
                let numbers = gathered(len, (0..len).map(|_| self.number_in(width, 0)));
                self.kept(numbers)
            }
        }
    }

    fn signed(&mut self, numbers: &[i64]) -> Vec<i64> {
        let numbers = self.column(8, numbers.len(), &|row| numbers[row].cast_unsigned());
        numbers.into_iter().map(u64::cast_signed).collect()
    }

    fn amounts(&mut self, amounts: &Amounts) -> Amounts {
        let mut read = Amounts::new();
        read.rows = self.option(amounts.rows);
        read.duration = self.duration(amounts.duration);
        for index in 0..self.count(amounts.measures.len()) {
            if self.is_at_end() {
                break;
            }
            let (name, amount) =
                amounts.measures.get(index).map_or(("", 0), |(name, amount)| (name, *amount));
            read.measures.push((self.name(name), self.number(amount)));
        }
        read
    }

    pub(super) fn spec(&mut self, spec: &Spec) -> Spec {
        const CUTS: [Cut; 4] = [Cut::Full, Cut::Quiet, Cut::Even, Cut::Stable];
        let none = Amounts::new();
        let (ratio, budget) = match &spec.overlap {
            Overlap::Ratio(ratio) => (Some(ratio.to_bits()), &none),
            Overlap::Budget(budget) => (None, budget),
        };
        Spec {
            max: self.amounts(&spec.max),
            gap: self.duration(spec.gap),
            edges: self.signed(&spec.edges),
            cut: CUTS.get(self.count(spec.cut as usize)).copied().unwrap_or_default(),
            min_fill: f64::from_bits(self.number(spec.min_fill.to_bits())),
            overlap: match self.option(ratio) {
                Some(ratio) => Overlap::Ratio(f64::from_bits(ratio)),
                None => Overlap::Budget(self.amounts(budget)),
            },
            oversize: if self.flag(spec.oversize == Oversize::Error) {
                Oversize::Error
            } else {
                Oversize::Alone
            },
        }
    }

    /// The rows from `first` on.
    pub(super) fn rows(&mut self, rows: &Rows, first: usize) -> RowsBuilder {
        let given = rows.len() - first;
        let len = self.count(given);
        let mut read = Rows::builder().len(len);
        let unit = self.count(rows.time_unit().map_or(TimeUnit::ALL.len(), |unit| unit as usize));
        if let Some(unit) = TimeUnit::ALL.get(unit) {
            let times = rows.times().map_or(&[][..], |times| &times[first..]);
            read = read.time("time", *unit, self.signed(times));
        }
        for index in 0..self.count(rows.measures().len()) {
            if self.is_at_end() {
                break;
            }
            let measure = rows.all_measures().get(index);
            let value = |row: usize| measure.map_or(0, |measure| measure.value(first + row));
            let name = self.name(measure.map_or("", Measure::name));
            let is_wide = self.flag((0..given).any(|row| value(row) > u32::MAX.into()));
            let numbers = self.column(if is_wide { 8 } else { 4 }, given, &value);
            let values = self.kept(Values::of_numbers(numbers));
            read = read.measure(&name, values);
        }
        if self.flag(rows.partition().is_some()) {
            let last = self.option(rows.partition().and_then(|partition| partition.last));
            let partitions = Partitions { last, ..Partitions::default() };
            read = read.partitions("partition", len, partitions);
        }
        if self.flag(rows.has_keys()) {
            let keys = rows.keys().map_or(&[][..], |keys| keys.values_from(first));
            read = read.key("key", self.column(8, given, &|row| keys[row]));
        }
        read
    }

    /// Whether a list that is read cannot go on.
    fn is_at_end(&self) -> bool {
        self.from.is_some_and(<[u8]>::is_empty)
    }
}
