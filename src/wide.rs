//! Division of 128-bit numbers.

/// The quotient rounded down; `divisor` is not 0. Smaller in a WebAssembly module than the compiler's
/// own, and as quick for numbers of 64 bits, which most are.
pub(crate) fn quotient(dividend: u128, divisor: u128) -> u128 {
    if let (Ok(dividend), Ok(divisor)) = (u64::try_from(dividend), u64::try_from(divisor)) {
        return (dividend / divisor).into();
    }
    let (mut quotient, mut rest) = (0, 0);
    for bit in (0..u128::BITS).rev() {
        rest = 2 * rest + (dividend >> bit & 1);
        quotient *= 2;
        if rest >= divisor {
            (quotient, rest) = (quotient + 1, rest - divisor);
        }
    }
    quotient
}
