//! Fingerprints of sequences of keys, in constant time from prefixes.
//!
//! The keys `k0, k1, …, kn` of a window are the coefficients of a polynomial modulo 2⁶¹ − 1, after
//! [`mix`], with a leading 1 so that the length counts:
//!
//! ```text
//! hash         = B^(n+1) + mix(k0)·B^n + … + mix(kn)
//! fingerprint  = mix(hash)
//!
//! keys         k0 … k31           │ k32 …
//! before       0                  │ hash of k0 … k31, without the 1 │ hash of k0 … k63 …
//! hash of s..e = B^(e-s) + before(e) - before(s)·B^(e-s)
//! ```
//! Source: Karp and Rabin, "Efficient randomized pattern-matching algorithms".

use crate::{Error, columns::hashing::mix, room::Room};
use std::ops::Range;

/// 2⁶¹ − 1, a Mersenne prime: a remainder is a shift and an addition.
const MODULUS: u64 = (1 << 61) - 1;

/// The first 64 bits of the fraction of pi. Ids depend on it, so it never changes.
const BASE: u64 = 0x243F_6A88_85A3_08D3 % MODULUS;

/// Keys per block.
const BLOCK: usize = 32;

/// `POWERS[i]` is the base to the power of `i`.
const POWERS: [u64; BLOCK + 1] = {
    let mut powers = [1; BLOCK + 1];
    let mut i = 1;
    while i <= BLOCK {
        powers[i] = times(powers[i - 1], BASE);
        i += 1;
    }
    powers
};

/// `SQUARES[i]` is the base to the power of 2ⁱ: a number of rows has 32 bits.
const SQUARES: [u64; 32] = {
    let mut squares = [BASE; 32];
    let mut i = 1;
    while i < 32 {
        squares[i] = times(squares[i - 1], squares[i - 1]);
        i += 1;
    }
    squares
};

/// The hashes of all keys before each block. A quarter of a byte per key.
#[derive(Debug)]
pub(super) struct Prefixes {
    before: Vec<u64>,
}

impl Default for Prefixes {
    /// Those of no keys.
    fn default() -> Self {
        Prefixes { before: vec![0] }
    }
}

impl Prefixes {
    /// Makes room for the blocks of so many keys.
    pub(super) fn make_room(&mut self, keys: usize) -> Result<(), Error> {
        self.before.room((keys / BLOCK + 1).saturating_sub(self.before.len()))
    }

    /// Adds the blocks of `keys` that are whole and not there yet.
    pub(super) fn extend(&mut self, keys: &[u64]) {
        let done = self.before.len() - 1;
        let mut hash = self.before[done];
        let (blocks, _) = keys.as_chunks::<BLOCK>();
        self.before.reserve(blocks.len() - done);
        for block in &blocks[done..] {
            hash = append(hash, block);
            self.before.push(hash);
        }
    }

    /// The fingerprint of the keys of `rows`.
    pub(super) fn fingerprint(&self, keys: &[u64], rows: Range<usize>) -> u64 {
        let power = power(rows.len());
        let (start, end) = (self.hash(keys, rows.start), self.hash(keys, rows.end));
        // B^len + end - start·B^len, as end + (1 - start)·B^len.
        mix(reduce(u128::from(end) + u128::from(power) * u128::from(MODULUS + 1 - start)))
    }

    /// The hash of the keys before `row`, without a leading 1.
    fn hash(&self, keys: &[u64], row: usize) -> u64 {
        let block = row / BLOCK;
        append(self.before[block], &keys[block * BLOCK..row])
    }
}

/// The hash of some keys and, after them, of at most a block of `keys`.
#[inline]
fn append(hash: u64, keys: &[u64]) -> u64 {
    // Each product is below 2^122, so that one block of them fits 128 bits.
    let first = u128::from(hash) * u128::from(POWERS[keys.len()]);
    let powers = POWERS[..keys.len()].iter().rev();
    let terms = keys.iter().zip(powers);
    reduce(
        terms.fold(first, |sum, (&key, &power)| {
            sum + u128::from(reduced(mix(key))) * u128::from(power)
        }),
    )
}

/// The base to the power of a number of rows, by at most 32 multiplications.
fn power(rows: usize) -> u64 {
    let squares = SQUARES.iter().enumerate().filter(|(bit, _)| rows >> bit & 1 == 1);
    squares.fold(1, |power, (_, &square)| times(power, square))
}

const fn times(a: u64, b: u64) -> u64 {
    reduce(a as u128 * b as u128)
}

/// The remainder of a number below 2¹²⁸, by 2⁶¹ ≡ 1.
#[expect(clippy::cast_possible_truncation, reason = "parts of 61 bits")]
const fn reduce(number: u128) -> u64 {
    let low = number as u64 & MODULUS;
    let middle = (number >> 61) as u64 & MODULUS;
    let high = (number >> 122) as u64;
    reduced(low + middle + high)
}

/// The remainder of a number of 64 bits.
const fn reduced(number: u64) -> u64 {
    let sum = (number & MODULUS) + (number >> 61);
    if sum >= MODULUS { sum - MODULUS } else { sum }
}

#[cfg(test)]
mod tests {
    use super::{BASE, MODULUS, POWERS, power, reduce, reduced};

    #[test]
    fn remainders_are_those_of_division() {
        let modulus = u128::from(MODULUS);
        for number in [0, 1, modulus - 1, modulus, modulus + 1, u64::MAX.into(), u128::MAX] {
            for number in [number, number / 3, number / 7 + modulus * (modulus / 5)] {
                assert_eq!(u128::from(reduce(number)), number % modulus);
                if let Ok(number) = u64::try_from(number) {
                    assert_eq!(reduced(number), number % MODULUS);
                }
            }
        }
    }

    #[test]
    fn powers_are_repeated_products() {
        let mut product = 1_u128;
        for rows in 0..1_000 {
            assert_eq!(u128::from(power(rows)), product);
            if let Some(&power) = POWERS.get(rows) {
                assert_eq!(u128::from(power), product);
            }
            product = product * u128::from(BASE) % u128::from(MODULUS);
        }
        assert_eq!(power(1 << 31), (0..31).fold(BASE, |square, _| super::times(square, square)));
    }
}
