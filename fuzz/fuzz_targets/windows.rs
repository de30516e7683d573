//! Windows of any table by any spec: as the oracle says, at once as batch by batch, and no panic.
#![no_main]

#[path = "../../tests/support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use support::fuzzed::Input;

fuzz_target!(|bytes: &[u8]| Input::of(bytes).check());
