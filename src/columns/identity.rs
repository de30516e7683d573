//! What tells partitions and keys apart: values in one form, by whichever door they came.
//!
//! A value is a kind, as one byte, and bytes:
//!
//! ```text
//! 0  null
//! 1  bool     "false" or "true"
//! 2  number   decimal digits, as few as tell it apart: "7", "-12.5", "18446744073709551616"
//! 3  time     nanoseconds since 1970, in decimal digits
//! 4  text     UTF-8
//! 5  bytes
//! ```
//! Its fingerprint is FNV-1a of these bytes, 64 bits wide, and then [`mix`]. States of streams hold
//! fingerprints, and callers keep ids that are made of keys, so neither may change.
//!
//! Its key is the fingerprint too, but for whole numbers from 0 to 2⁶⁴ − 1, which are their own keys,
//! and for texts and bytes, whose key is FNV-1a of their bytes alone.

use crate::columns::hashing::{FNV_OFFSET, fnv, mix};

/// What a value is; the byte that its canonical form begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    /// Made by JavaScript only so far.
    #[cfg_attr(not(test), expect(dead_code, reason = "JavaScript writes the bytes itself"))]
    Time,
    Text,
    Bytes,
}

/// The fingerprint of a value. `bytes` are as the module says.
pub(crate) fn fingerprint(kind: Kind, bytes: &[u8]) -> u64 {
    fingerprint_of_parts(&[&[kind as u8], bytes])
}

/// The fingerprint of a value in its canonical form, kind included.
#[cfg(feature = "wasm")]
pub(crate) fn fingerprint_of(canonical: &str) -> u64 {
    fingerprint_of_parts(&[canonical.as_bytes()])
}

fn fingerprint_of_parts(parts: &[&[u8]]) -> u64 {
    mix(parts.iter().fold(FNV_OFFSET, |hash, part| fnv(hash, part)))
}

/// The key of a value. `bytes` are as the module says.
pub(crate) fn key(kind: Kind, bytes: &[u8]) -> u64 {
    let own = match kind {
        Kind::Number => std::str::from_utf8(bytes).ok().and_then(|digits| digits.parse().ok()),
        Kind::Text | Kind::Bytes => Some(fnv(FNV_OFFSET, bytes)),
        Kind::Null | Kind::Bool | Kind::Time => None,
    };
    own.unwrap_or_else(|| fingerprint(kind, bytes))
}

/// A value that tells partitions or rows apart: a whole number of any width, a text, bytes, a `bool`,
/// or none.
///
/// Equal values have equal fingerprints and keys, whatever their type: `7_u8` and `7_i64`, `"chat"`
/// and `String::from("chat")`, `Some(7)` and `7`. They are the same on every machine and in every
/// version, and the same as for values from Arrow and JavaScript. Values that differ share one by
/// chance only, as 64 bits have it.
///
/// A type of your own has that of what it is told apart by:
///
/// ```
/// use windrow::Identity;
///
/// #[derive(PartialEq)]
/// struct Chat { id: u64 }
///
/// impl Identity for Chat {
///     fn fingerprint(&self) -> u64 {
///         self.id.fingerprint()
///     }
/// }
/// assert_eq!(Chat { id: 7 }.fingerprint(), 7_i32.fingerprint());
/// ```
pub trait Identity {
    /// What stands for the value where a stream compares the partitions of two batches.
    fn fingerprint(&self) -> u64;

    /// The value as a key of [`RowsBuilder::key`](crate::RowsBuilder::key): whole numbers from 0 to
    /// 2⁶⁴ − 1 are their own.
    fn key(&self) -> u64 {
        self.fingerprint()
    }
}

/// The key of a value: see [`Identity::key`]. That of a text or of bytes is FNV-1a, 64 bits wide.
///
/// Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm".
#[must_use]
pub fn key_of<T: Identity + ?Sized>(value: &T) -> u64 {
    value.key()
}

macro_rules! identity_by_bytes {
    ($([$($generics:tt)*] $type:ty, $kind:expr, $value:ident => $bytes:expr;)*) => {$(
        impl<$($generics)*> Identity for $type {
            fn fingerprint(&self) -> u64 {
                let $value = self;
                fingerprint($kind, $bytes)
            }

            fn key(&self) -> u64 {
                let $value = self;
                key($kind, $bytes)
            }
        }
    )*};
}

identity_by_bytes! {
    [] bool, Kind::Bool, value => if *value { b"true" } else { b"false" };
    [] u128, Kind::Number, value => value.to_string().as_bytes();
    [] i128, Kind::Number, value => value.to_string().as_bytes();
    [] str, Kind::Text, value => value.as_bytes();
    [] String, Kind::Text, value => value.as_bytes();
    [] [u8], Kind::Bytes, value => value;
    [] Vec<u8>, Kind::Bytes, value => value;
    [const N: usize] [u8; N], Kind::Bytes, value => value;
}

macro_rules! identity_by_number {
    ($($type:ty, $number:ident => $is_negative:expr, $size:expr;)*) => {$(
        impl Identity for $type {
            fn fingerprint(&self) -> u64 {
                let $number = *self;
                with_digits($is_negative, $size, |digits| fingerprint(Kind::Number, digits))
            }

            fn key(&self) -> u64 {
                u64::try_from(*self).unwrap_or_else(|_| self.fingerprint())
            }
        }
    )*};
}

identity_by_number! {
    u8, number => false, number.into();
    u16, number => false, number.into();
    u32, number => false, number.into();
    u64, number => false, number;
    usize, number => false, number as u64;
    i8, number => number < 0, number.unsigned_abs().into();
    i16, number => number < 0, number.unsigned_abs().into();
    i32, number => number < 0, number.unsigned_abs().into();
    i64, number => number < 0, number.unsigned_abs();
    isize, number => number < 0, number.unsigned_abs() as u64;
}

/// Decimal digits without an allocation, as each row may have a key.
fn with_digits<R>(is_negative: bool, mut size: u64, make: impl FnOnce(&[u8]) -> R) -> R {
    let mut buffer = [b'-'; 21];
    let mut first = buffer.len();
    loop {
        first -= 1;
        buffer[first] = b'0' + (size % 10) as u8;
        size /= 10;
        if size == 0 {
            return make(&buffer[first - usize::from(is_negative)..]);
        }
    }
}

impl<T: Identity + ?Sized> Identity for &T {
    fn fingerprint(&self) -> u64 {
        (**self).fingerprint()
    }

    fn key(&self) -> u64 {
        (**self).key()
    }
}

impl<T: Identity> Identity for Option<T> {
    fn fingerprint(&self) -> u64 {
        self.as_ref().map_or_else(|| fingerprint(Kind::Null, &[]), T::fingerprint)
    }

    fn key(&self) -> u64 {
        self.as_ref().map_or_else(|| key(Kind::Null, &[]), T::key)
    }
}

#[cfg(test)]
mod tests {
    use super::{Identity, Kind, fingerprint, key_of};

    #[test]
    fn fingerprints_are_the_same_in_each_version() {
        // Computed from the definition in Python.
        assert_eq!(None::<u8>.fingerprint(), 0x25FC_6DD3_6CE0_4B20);
        assert_eq!(false.fingerprint(), 0xBC81_C1AC_50B7_105F);
        assert_eq!(true.fingerprint(), 0x8F78_88C5_B0D1_93FC);
        assert_eq!(7_u8.fingerprint(), 0x76A4_B286_5653_B38C);
        assert_eq!((-1_i64).fingerprint(), 0xCEE4_0357_E561_C738);
        assert_eq!(0_usize.fingerprint(), 0x2700_0C73_96D1_43E2);
        assert_eq!(u64::MAX.fingerprint(), 0x5324_502A_9ADA_E388);
        assert_eq!(i128::MIN.fingerprint(), 0x75D4_281F_B9B1_D823);
        assert_eq!(fingerprint(Kind::Number, b"0.5"), 0xC1BD_20F7_AC44_1D9A);
        assert_eq!(fingerprint(Kind::Time, b"0"), 0x7A0E_F1AF_CC68_194A);
        assert_eq!(fingerprint(Kind::Time, b"1704067200000000000"), 0x2BC4_C260_4525_3CCB);
        assert_eq!("".fingerprint(), 0x8A27_8A25_22B3_2B28);
        assert_eq!("chat".fingerprint(), 0x0E91_0C1D_A8A6_FA31);
        assert_eq!(b"chat".fingerprint(), 0x4C0B_8AC1_42C6_0BF9);
        assert_eq!([0_u8; 0].fingerprint(), 0x9D65_FD54_5547_E55E);
    }

    #[test]
    fn a_fingerprint_is_of_the_value_whatever_its_type() {
        let seven = 7_u64.fingerprint();
        assert_eq!([7_u8.fingerprint(), 7_u16.fingerprint(), 7_u32.fingerprint()], [seven; 3]);
        assert_eq!([7_i8.fingerprint(), 7_i16.fingerprint(), 7_i32.fingerprint()], [seven; 3]);
        assert_eq!([7_i64.fingerprint(), 7_usize.fingerprint(), 7_isize.fingerprint()], [seven; 3]);
        assert_eq!(
            [7_i128.fingerprint(), 7_u128.fingerprint(), <&u8>::fingerprint(&&7)],
            [seven; 3]
        );
        assert_eq!(Some(7).fingerprint(), seven);
        assert_eq!("chat".fingerprint(), String::from("chat").fingerprint());
        assert_eq!(b"chat".fingerprint(), b"chat".to_vec().fingerprint());
        assert_eq!(b"chat".fingerprint(), b"chat"[..].fingerprint());
    }

    #[test]
    fn keys_are_numbers_themselves_where_64_bits_hold_them() {
        assert_eq!([key_of(&7_i8), key_of(&Some(u64::MAX)), key_of(&0_i128)], [7, u64::MAX, 0]);
        assert_eq!(key_of(&-1_i8), (-1_i128).fingerprint());
        assert_eq!(key_of(&(1_u128 << 64)), (1_i128 << 64).fingerprint());
        assert_eq!(key_of(&None::<&str>), None::<u64>.fingerprint());
        // The offset and one step of FNV-1a, as its authors give them.
        assert_eq!([key_of(""), key_of("a")], [0xCBF2_9CE4_8422_2325, 0xAF63_DC4C_8601_EC8C]);
        assert_eq!(key_of(b"a"), key_of("a"));
    }
}
