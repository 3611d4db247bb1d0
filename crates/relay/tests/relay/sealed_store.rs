//! `PostgreSQL` over TLS: two replicas on another machine's server, and every server that is not the right one.

use crate::cluster::Cluster;
use crate::replicas::one_keeps_and_the_other_shows_and_wakes;
use countersign_relay::store::PostgresStore;
use std::path::Path;
use std::process::{Command, Stdio};

/// Makes an authority and a certificate for `localhost` that it signed: `ca.pem`, `server.pem`, `server.key`.
fn authority(folder: &Path) {
    let line = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout ca.key \
         -out ca.pem -subj /CN=authority -addext basicConstraints=critical,CA:TRUE \
         && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr \
         -subj /CN=localhost -addext subjectAltName=DNS:localhost \
         && openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -copy_extensions copy \
         -out server.pem";
    let made = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .stderr(Stdio::null())
        .status()
        .expect("the Debian package openssl is installed");
    assert!(made.success(), "openssl");
}

#[test]
fn two_replicas_reach_a_server_by_tls_and_wake_each_other() {
    let files = tempfile::tempdir().unwrap();
    authority(files.path());
    let file = |name: &str| files.path().join(name);
    let cluster = Cluster::over_tls(&file("server.pem"), &file("server.key"));
    let store = cluster.database();
    let ca = file("ca.pem").display().to_string();
    one_keeps_and_the_other_shows_and_wakes(&store, &[("store_authority", &ca)]);
}

#[tokio::test]
async fn a_server_that_is_not_vouched_for_is_not_spoken_to() {
    let (files, others) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    authority(files.path());
    authority(others.path());
    let file = |name: &str| files.path().join(name);
    let cluster = Cluster::over_tls(&file("server.pem"), &file("server.key"));
    let store = cluster.database();
    let (ours, theirs) = (file("ca.pem"), others.path().join("ca.pem"));
    let open = async |store: &str, authority: Option<&Path>| {
        PostgresStore::open(store, authority, 2, 1).await.err()
    };
    assert!(open(&store, Some(&ours)).await.is_none(), "the right one");
    assert!(
        open(&store, Some(&theirs)).await.is_some(),
        "another authority"
    );
    let by_number = store.replace("localhost", "127.0.0.1");
    assert!(
        open(&by_number, Some(&ours)).await.is_some(),
        "another name"
    );
    assert!(open(&store, None).await.is_some(), "in the clear");
    let asked = format!("{store}?sslmode=require");
    let told = open(&asked, None).await.unwrap().to_string();
    assert!(told.contains("store_authority"), "{told}");
    let told = open(&store, Some(&file("server.key"))).await.unwrap();
    assert!(told.to_string().contains("no certificate"), "{told}");
}
