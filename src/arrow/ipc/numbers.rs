//! Numbers of every type: as whole numbers, and as people write them.
#![expect(clippy::cast_possible_truncation, reason = "a limb of 32 bits, or a digit")]

use super::types::Type;
use crate::decimal::whole_number;

/// Appends values of so many bytes, 1, 2, 4 or 8.
pub(super) fn widen(bytes: &[u8], width: u64, signed: bool, words: &mut Vec<u64>) {
    match width {
        1 => words.extend(bytes.iter().map(|&value| u64::from(value))),
        2 => words
            .extend(bytes.as_chunks().0.iter().map(|&value| u64::from(u16::from_le_bytes(value)))),
        4 => words
            .extend(bytes.as_chunks().0.iter().map(|&value| u64::from(u32::from_le_bytes(value)))),
        _ => words.extend(bytes.as_chunks().0.iter().map(|&value| u64::from_le_bytes(value))),
    }
    if signed && width < 8 {
        let shift = 64 - 8 * width;
        for word in words {
            *word = ((*word << shift).cast_signed() >> shift).cast_unsigned();
        }
    }
}

/// The value of a floating-point number or a decimal, if it is a whole number of at least 0.
pub(super) fn whole(kind: Type, value: &[u8]) -> Option<u64> {
    let Type::Decimal { scale, .. } = kind else { return whole_number(float(kind, value)) };
    let (mut limbs, negative) = limbs(value);
    let mut scale = u32::from(scale);
    while scale > 0 {
        let digits = scale.min(9);
        if divide(&mut limbs[..value.len() / 4], 10_u32.pow(digits)) != 0 {
            return None;
        }
        scale -= digits;
    }
    let [low, high, rest @ ..] = limbs;
    let fits = !negative && rest.iter().all(|&limb| limb == 0);
    fits.then(|| u64::from(high) << 32 | u64::from(low))
}

/// Writes a decimal in as few digits as tell it apart: without zeros at the end of a fraction.
pub(super) fn write_decimal(value: &[u8], scale: u8, into: &mut Vec<u8>) {
    let (mut limbs, negative) = limbs(value);
    let limbs = &mut limbs[..value.len() / 4];
    if negative {
        let mut carry = true;
        for limb in &mut *limbs {
            (*limb, carry) = (!*limb).overflowing_add(carry.into());
        }
    }
    into.clear();
    for _ in 0..scale {
        let digit = divide(limbs, 10);
        if digit > 0 || !into.is_empty() {
            into.push(b'0' + digit as u8);
        }
    }
    if !into.is_empty() {
        into.push(b'.');
    }
    loop {
        into.push(b'0' + divide(limbs, 10) as u8);
        if limbs.iter().all(|&limb| limb == 0) {
            break;
        }
    }
    if negative {
        into.push(b'-');
    }
    into.reverse();
}

/// A decimal's digits, 32 bits each, the lowest first; and whether it is negative.
fn limbs(value: &[u8]) -> ([u32; 8], bool) {
    let mut limbs = [0; 8];
    for (limb, bytes) in limbs.iter_mut().zip(value.as_chunks().0) {
        *limb = u32::from_le_bytes(*bytes);
    }
    (limbs, value.last().is_some_and(|&byte| byte >= 0x80))
}

/// Divides, and returns the remainder.
fn divide(limbs: &mut [u32], by: u32) -> u32 {
    let by = u64::from(by);
    let remainder = limbs.iter_mut().rev().fold(0, |remainder, limb| {
        let value = remainder << 32 | u64::from(*limb);
        *limb = (value / by) as u32;
        value % by
    });
    remainder as u32
}

/// A value for people to read.
pub(super) fn shown(kind: Type, value: &[u8]) -> String {
    if let Type::Int { .. } = kind {
        let mut words = Vec::new();
        widen(value, value.len() as u64, true, &mut words);
        return words.first().map_or(0, |word| word.cast_signed()).to_string();
    }
    let Type::Decimal { scale, .. } = kind else {
        return crate::decimal::text(float(kind, value));
    };
    let (limbs, negative) = limbs(value);
    let limbs = limbs[..value.len() / 4].iter();
    let sum = limbs.rev().fold(0.0, |sum, &limb| {
        sum * 4_294_967_296.0 + f64::from(if negative { !limb } else { limb })
    });
    let sum = if negative { -1.0 - sum } else { sum };
    crate::decimal::text(sum / 10_f64.powi(scale.into()))
}

fn float(kind: Type, value: &[u8]) -> f64 {
    match (kind, value.first_chunk(), value.first_chunk()) {
        (Type::Float { double: false }, Some(&value), _) => f32::from_le_bytes(value).into(),
        (_, _, Some(&value)) => f64::from_le_bytes(value),
        _ => f64::NAN,
    }
}
