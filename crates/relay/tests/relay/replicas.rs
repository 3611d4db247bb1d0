//! Several relays on one `PostgreSQL`.

use crate::cluster::Cluster;
use crate::http::{next_wake, wake};
use crate::program::{Program, page, put, two};

#[test]
fn what_one_replica_keeps_the_other_shows_and_wakes() {
    let cluster = Cluster::shared();
    let store = cluster.database();
    one_keeps_and_the_other_shows_and_wakes(&store, &[]);
}

/// Two relays with these settings on one store.
pub(crate) fn one_keeps_and_the_other_shows_and_wakes(store: &str, settings: &[(&str, &str)]) {
    let [first, second] = [(), ()].map(|()| Program::start(store, settings));
    let (karin, magda) = two(first.at, 1);
    let mut stream = wake(&second, &karin, "");
    put(first.at, &magda, b"one").unwrap();
    assert!(next_wake(&mut stream).unwrap().ends_with(".1"));
    let seen = page(second.at, &karin, None).unwrap();
    assert_eq!(seen.parcels[0].envelope, b"one");
    assert_eq!(put(second.at, &magda, b"one").unwrap().status, 200);
}
