//! Window ids are fingerprints of the sequence of keys, the same however the rows came.

mod support;

use std::collections::HashMap;
use support::random::{Random, cases};
use windrow::{Rows, Spec, Stream};

/// The definition, term by term: a polynomial over the mixed keys, with 1 as its first coefficient.
fn id_of(keys: &[u64]) -> u64 {
    const MODULUS: u128 = (1 << 61) - 1;
    const BASE: u128 = 0x243F_6A88_85A3_08D3 % MODULUS; // the fraction of pi
    let term =
        |hash: u128, &key: &u64| (hash * BASE + u128::from(support::oracle::mixed(key))) % MODULUS;
    support::oracle::mixed(u64::try_from(keys.iter().fold(1, term)).expect("below the modulus"))
}

/// The id of all rows as one window.
fn id_of_all(keys: &[u64]) -> u64 {
    let rows = Rows::builder().key("id", keys.to_vec()).build().expect("keys");
    let plan = rows.windows(&Spec::new().max_rows(u64::MAX)).expect("a limit");
    plan.ids().expect("keys").next().expect("a window")
}

#[test]
fn sequences_of_keys_have_ids_of_their_own() {
    let mut sequences: Vec<Vec<u64>> = vec![Vec::new()];
    let mut seen: HashMap<u64, Vec<u64>> = HashMap::new();
    for _ in 0..8 {
        let longer = |keys: &Vec<u64>| [1, 2, 3].map(|key| [keys.as_slice(), &[key]].concat());
        sequences = sequences.iter().flat_map(longer).collect();
        for keys in &sequences {
            let id = id_of_all(keys);
            assert_eq!(id, id_of(keys), "{keys:?}");
            if let Some(other) = seen.insert(id, keys.clone()) {
                panic!("{keys:?} and {other:?} have one id");
            }
        }
    }
    assert_eq!(seen.len(), (1..=8).map(|len| 3_usize.pow(len)).sum());
}

#[test]
fn ids_are_the_same_in_each_version() {
    // Callers keep ids beside what they paid for. Computed from the definition in Python.
    let running: Vec<u64> = (0..1_000).collect();
    assert_eq!(id_of_all(&[0]), 0x11FF_E814_2401_A14E);
    assert_eq!(id_of_all(&[7]), 0x0C0D_B859_EDF6_1350);
    assert_eq!(id_of_all(&[1, 2, 3]), 0xDE03_6A99_A179_A5CA);
    assert_eq!(id_of_all(&[1, 3, 2]), 0xFEDF_5083_BE92_0C1C);
    assert_eq!(id_of_all(&[u64::MAX, 0, u64::MAX]), 0x7DAE_3F5E_4155_1A63);
    assert_eq!(id_of_all(&running), 0x0F8C_0B8A_1617_39C6);
}

#[test]
fn slices_and_streams_give_the_ids_of_the_definition() {
    for seed in 0..cases(300) {
        let mut random = Random::new(seed);
        let len = random.pick(&[1, 2, 31, 32, 33, 64, 65, 200, 1_030]);
        let keys: Vec<u64> = (0..len).map(|_| random.below(3)).collect();
        let (max, overlap) = (1 + random.below(80), random.pick(&[0.0, 0.3, 0.9]));
        let spec = Spec::new().max_rows(max).overlap(overlap);
        let rows = Rows::builder().key("id", keys.clone()).build().expect("keys");
        let plan = rows.windows(&spec).expect("a limit");
        let expected: Vec<u64> = plan
            .iter()
            .map(|window| id_of(&keys[window.start as usize..window.end as usize]))
            .collect();
        assert!(plan.ids().expect("keys").eq(expected.iter().copied()), "{seed}");

        let (mut stream, mut ids, mut rest) = (Stream::new(spec).expect("a limit"), vec![], &*keys);
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(
                usize::try_from(random.below(1 + rest.len() as u64)).expect("a place in them"),
            );
            let batch = Rows::builder().key("id", batch.to_vec()).build().expect("keys");
            ids.extend_from_slice(stream.push(&batch).expect("a batch").ids().expect("keys"));
            rest = after;
        }
        ids.extend_from_slice(stream.finish().expect("memory").ids().expect("keys"));
        assert_eq!(ids, expected, "{seed}, streamed");
    }
}
