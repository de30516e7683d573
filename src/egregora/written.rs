//! Egregora's settings from their written form, and back.

use super::{Egregora, StepUnit};
use crate::{
    ErrorKind,
    written::{Value, unknown, written_form},
};

written_form!(Egregora, Egregora::read, Egregora::written);

const OPTIONS: [&str; 5] =
    ["stepSize", "stepUnit", "overlapRatio", "maxWindowTime", "maxBytesPerWindow"];

const UNITS: [(&str, StepUnit); 4] = [
    ("messages", StepUnit::Messages),
    ("hours", StepUnit::Hours),
    ("days", StepUnit::Days),
    ("bytes", StepUnit::Bytes),
];

impl Egregora {
    /// The settings that a value is.
    pub(crate) fn read(value: &Value) -> Result<Self, ErrorKind> {
        let mut settings = Egregora::new();
        let example = "{ stepSize: 100, stepUnit: \"messages\" }";
        value.read_options("Egregora's options", example, &mut |option, value| {
            let bad = |instead| value.bad_option(option, instead);
            match option {
                "stepSize" => {
                    let bad = || bad("a whole number of at least 1");
                    settings.step_size = value.integer().ok_or_else(bad)?;
                }
                "stepUnit" => settings.step_unit = value.choice(option, &UNITS)?,
                "overlapRatio" => {
                    settings.overlap_ratio = value.number().ok_or_else(|| bad("a number"))?;
                }
                "maxWindowTime" => settings.max_window_time = Some(value.duration(option)?),
                "maxBytesPerWindow" => {
                    let bad = || bad("a whole number of at least 0");
                    settings.max_bytes_per_window = value.amount().ok_or_else(bad)?;
                }
                _ => return Err(unknown(option, &OPTIONS)),
            }
            Ok(())
        })?;
        Ok(settings)
    }

    /// The value that [`read`](Egregora::read) makes these settings of: what is as by default is
    /// left out.
    pub(crate) fn written(&self) -> Result<Value, ErrorKind> {
        let default = Egregora::new();
        let mut options = Vec::new();
        let mut give = |option: &str, value| options.push((option.to_owned(), value));
        if self.step_size != default.step_size {
            give("stepSize", Value::from(self.step_size));
        }
        if self.step_unit != default.step_unit {
            give("stepUnit", Value::named(self.step_unit, &UNITS));
        }
        if self.overlap_ratio.to_bits() != default.overlap_ratio.to_bits() {
            let overlap = "overlap_ratio".to_owned();
            let bad = |value| ErrorKind::BadOverlap { overlap, value };
            give("overlapRatio", Value::finite(self.overlap_ratio, bad)?);
        }
        if let Some(max) = self.max_window_time {
            give("maxWindowTime", Value::from(max));
        }
        if self.max_bytes_per_window != default.max_bytes_per_window {
            give("maxBytesPerWindow", Value::from(self.max_bytes_per_window));
        }
        Ok(Value::Map(options))
    }
}
