//! A spec from its written form, and back.

use crate::{
    Amounts, Cut, ErrorKind, Overlap, Oversize, Spec, TimeUnit,
    written::{Value, unknown, written_form},
};

// Formats have no instants, which are all that the unit is for.
written_form!(Spec, |value| Spec::read(value, TimeUnit::Microsecond), Spec::written);

const OPTIONS: [&str; 7] = ["max", "gap", "edges", "overlap", "cut", "minFill", "oversize"];

const CUTS: [(&str, Cut); 4] =
    [("full", Cut::Full), ("quiet", Cut::Quiet), ("even", Cut::Even), ("stable", Cut::Stable)];

const OVERSIZE: [(&str, Oversize); 2] = [("alone", Oversize::Alone), ("error", Oversize::Error)];

/// Why an amount is none, by its option and value.
type BadAmount = fn(String, String) -> ErrorKind;

impl Spec {
    /// The spec that a value is. Edges that are instants become times of that unit.
    pub(crate) fn read(value: &Value, unit: TimeUnit) -> Result<Self, ErrorKind> {
        let mut spec = Spec::new();
        value.read_options("the spec", "{ max: { bytes: 32000 } }", &mut |option, value| {
            match option {
                "max" => spec.max = amounts(option, value, bad_limit)?,
                "gap" => spec.gap = Some(value.duration(option)?),
                "edges" => spec.edges = edges(value, unit)?,
                "overlap" => spec.overlap = overlap(value)?,
                "cut" => spec.cut = value.choice(option, &CUTS)?,
                "minFill" => {
                    let bad = || ErrorKind::BadFill { value: value.shown() };
                    spec.min_fill = value.number().ok_or_else(bad)?;
                }
                "oversize" => spec.oversize = value.choice(option, &OVERSIZE)?,
                _ => return Err(unknown(option, &OPTIONS)),
            }
            Ok(())
        })?;
        Ok(spec)
    }
}

fn bad_limit(limit: String, value: String) -> ErrorKind {
    ErrorKind::BadLimit { limit, value }
}

fn bad_overlap(overlap: String, value: String) -> ErrorKind {
    ErrorKind::BadOverlap { overlap, value }
}

fn amounts(option: &str, value: &Value, bad: BadAmount) -> Result<Amounts, ErrorKind> {
    let mut amounts = Amounts::new();
    value.read_options(option, "{ rows: 500, bytes: 32000 }", &mut |name, value| {
        let option = || format!("{option}.{name}");
        if name == "duration" {
            amounts.duration = Some(value.duration(&option())?);
            return Ok(());
        }
        let amount = value.amount().ok_or_else(|| bad(option(), value.shown()))?;
        match name {
            "rows" => amounts.rows = Some(amount),
            _ => amounts.measures.push((name.to_owned(), amount)),
        }
        Ok(())
    })?;
    Ok(amounts)
}

fn overlap(value: &Value) -> Result<Overlap, ErrorKind> {
    if let Value::Map(_) = value {
        return Ok(Overlap::Budget(amounts("overlap", value, bad_overlap)?));
    }
    let ratio = value.number().ok_or_else(|| bad_overlap("overlap".to_owned(), value.shown()))?;
    Ok(Overlap::Ratio(ratio))
}

fn edges(value: &Value, unit: TimeUnit) -> Result<Vec<i64>, ErrorKind> {
    let bad = |place, value| ErrorKind::BadEdge { place, value };
    let Value::List(edges) = value else { return Err(bad(None, value.shown())) };
    let mut times = Vec::new();
    times.try_reserve_exact(edges.len()).map_err(|_| ErrorKind::OutOfMemory)?;
    for edge in edges {
        let time = match edge {
            Value::Instant(instant) => time_at(*instant, unit),
            _ => edge.integer(),
        };
        let Some(time) = time else { return Err(bad(Some(times.len()), edge.shown())) };
        times.push(time);
    }
    Ok(times)
}

/// The first time of a unit that is not before an instant, in milliseconds; none past 64 bits.
fn time_at(milliseconds: i64, unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Second => Some(-(-milliseconds).div_euclid(1_000)),
        TimeUnit::Millisecond => Some(milliseconds),
        TimeUnit::Microsecond => milliseconds.checked_mul(1_000),
        TimeUnit::Nanosecond => milliseconds.checked_mul(1_000_000),
    }
}

impl Spec {
    /// The value that [`read`](Spec::read) makes this spec of. Options that have their defaults are
    /// left out.
    ///
    /// # Errors
    /// [`ErrorKind::BadFill`] and [`ErrorKind::BadOverlap`] for numbers that JSON does not have.
    pub(crate) fn written(&self) -> Result<Value, ErrorKind> {
        let default = Spec::new();
        let mut options = Vec::new();
        let mut give = |option: &str, value| options.push((option.to_owned(), value));
        if self.max != default.max {
            give("max", written_amounts(&self.max));
        }
        if let Some(gap) = self.gap {
            give("gap", Value::from(gap));
        }
        if !self.edges.is_empty() {
            give("edges", Value::List(self.edges.iter().copied().map(Value::from).collect()));
        }
        match &self.overlap {
            overlap if *overlap == default.overlap => {}
            Overlap::Budget(budget) => give("overlap", written_amounts(budget)),
            Overlap::Ratio(ratio) => {
                let bad = |value| bad_overlap("overlap".to_owned(), value);
                give("overlap", Value::finite(*ratio, bad)?);
            }
        }
        if self.cut != default.cut {
            give("cut", Value::named(self.cut, &CUTS));
        }
        if self.min_fill.to_bits() != default.min_fill.to_bits() {
            let bad = |value| ErrorKind::BadFill { value };
            give("minFill", Value::finite(self.min_fill, bad)?);
        }
        if self.oversize != default.oversize {
            give("oversize", Value::named(self.oversize, &OVERSIZE));
        }
        Ok(Value::Map(options))
    }
}

fn written_amounts(amounts: &Amounts) -> Value {
    let rows = amounts.rows.map(|rows| ("rows".to_owned(), rows.into()));
    let duration = amounts.duration.map(|it| ("duration".to_owned(), it.into()));
    let measures = amounts.measures.iter().map(|(name, sum)| (name.clone(), Value::from(*sum)));
    Value::Map(rows.into_iter().chain(duration).chain(measures).collect())
}
