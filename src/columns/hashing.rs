//! The hash functions that identities are made with.

/// The start value of FNV-1a.
pub(crate) const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;

/// FNV-1a, 64 bits wide, of the bytes that gave `hash` and of `bytes` after them.
///
/// Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm".
pub(crate) fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

/// The finaliser of `SplitMix64`, a bijection, so that running numbers serve as keys.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
pub(crate) fn mix(key: u64) -> u64 {
    let key = (key ^ (key >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    key ^ (key >> 31)
}

#[cfg(test)]
mod tests {
    use super::mix;

    #[test]
    fn mixing_is_splitmix64s() {
        // The first outputs of SplitMix64 seeded with 0, whose states are multiples of its step.
        assert_eq!(mix(0x9E37_79B9_7F4A_7C15), 0xE220_A839_7B1D_CDAF);
        assert_eq!(mix(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(2)), 0x6E78_9E6A_A1B9_65F4);
    }
}
