//! Words that would be known again anywhere: written into every field, sent over a relay, and then looked for on its
//! disk, in its log, on the wire, and in the app's own folders.
//!
//! The relay is the whole program in a process of its own, so that all that it logs is seen. Each look is tried first on
//! something that is there.

use crate::device::two;
use crate::people::{Person, goal, mandate, two_people};
use countersign_app::view::*;
use countersign_relay::config::Config;
use countersign_road::{Answer as Answered, Authorities, Call, Http, Patience, Place};
use countersign_tests::Wire;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

const FOLDER: &str = "ROAD_RELAY_FOLDER";

/// What is written everywhere.
const MARKER: &str = "zwitscherling-7391";

/// The relay itself: this test binary, started again with a folder to keep its bundles in.
#[test]
fn the_relay_runs_where_it_is_told_to() {
    let Some((_, folder)) = std::env::vars().find(|(name, _)| name == FOLDER) else {
        return;
    };
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        store: format!("sqlite:{}", Path::new(&folder).join("relay.db").display()),
        ..Config::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime
        .block_on(countersign_relay::run::run(config))
        .unwrap();
}

/// A relay in a process of its own, and what it has logged.
struct Program {
    child: Child,
    at: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Program {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "canary::the_relay_runs_where_it_is_told_to",
                "--nocapture",
            ])
            .env(FOLDER, folder)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let log = Arc::new(Mutex::new(String::new()));
        let at = loop {
            let line = lines.next().expect("the relay starts").unwrap();
            log.lock().unwrap().push_str(&line);
            let event: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
            if event["event"] == "listening" {
                break event["address"].as_str().unwrap().parse().unwrap();
            }
        };
        let logging = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                logging.lock().unwrap().push_str(&line);
            }
        });
        Self { child, at, log }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Everything that lies in a folder, file after file.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

fn holds(bytes: &[u8], marker: &[u8]) -> bool {
    bytes.windows(marker.len()).any(|piece| piece == marker)
}

fn lies_in(folder: &Path, marker: &[u8]) -> Option<PathBuf> {
    let found = files(folder).into_iter();
    let mut found = found.filter(|(_, bytes)| holds(bytes, marker));
    found.next().map(|(path, _)| path)
}

fn marked(words: &str) -> String {
    format!("{words} {MARKER}")
}

/// Everything that the two can say to each other, with the marker in every field of words.
fn say_everything(magda: &mut Person, karin: &mut Person) {
    let place = karin.agreement.clone();
    let terms = Terms::Mandate {
        task: marked("call"),
        toward: marked("the office"),
        about: marked("my flat"),
        until: None,
    };
    let suggesting = Suggesting {
        reason: Some(marked("because")),
        ..karin.suggesting(terms, &marked("I may call"))
    };
    karin.app.suggest(&suggesting).unwrap();
    magda.suggest(goal(), &marked("to sleep"));
    karin.suggest(mandate(), &marked("another"));
    let contact = Contacting {
        agreement: place.clone(),
        whom: marked("the office"),
        words: marked("they said"),
        mandate: None,
        on: None,
    };
    karin.app.add_contact(&contact).unwrap();
    let checkin = CheckingIn {
        topics: vec![Topic {
            name: marked("sleep"),
            figure: 4,
            goal: None,
        }],
        words: marked("a good day"),
    };
    let kept = magda.app.add_checkin(&place, &checkin).unwrap();
    magda.app.share_checkin(&place, &kept.id).unwrap();
    magda
        .app
        .save_draft("somewhere", Some(&marked("a draft")))
        .unwrap();
}

#[test]
fn what_two_people_say_is_nowhere_to_be_found_outside_their_vaults() {
    let house = tempfile::tempdir().unwrap();
    let relay = Program::start(house.path());
    let wire = Wire::to(relay.at, None);
    let address = format!("http://localhost:{}", wire.at().port());
    let (mut magda, mut karin) = two_people();
    let http = || Http::new(Authorities::Public, Patience::default()).unwrap();
    let (mut magdas, mut karins) = (http(), http());
    let adding = AddingRelay {
        agreement: karin.agreement.clone(),
        relay: Some(address.clone()),
    };
    karin.app.relay_add(&adding).unwrap();
    karin.app.sync_round(&mut karins).unwrap();
    let joining = JoiningRelay {
        agreement: magda.agreement.clone(),
        card: karin.app.relay_card(&karin.agreement.clone()).unwrap().code,
    };
    magda.app.relay_join(&joining).unwrap();
    say_everything(&mut magda, &mut karin);
    for _ in 0..2 {
        magda.app.sync_round(&mut magdas).unwrap();
        karin.app.sync_round(&mut karins).unwrap();
    }
    let came = magda.app.contacts(&magda.agreement.clone()).unwrap();
    assert_eq!(came.len(), 1, "Karin's words came over the relay");
    look_everywhere(&relay, house.path(), &wire, &address);
    for person in [&mut magda, &mut karin] {
        person.app.lock();
        assert_eq!(lies_in(person.folder.path(), MARKER.as_bytes()), None);
        let id = id_of(person);
        for (what, bytes) in [
            ("disk", on(house.path())),
            ("log", relay.log.lock().unwrap().clone().into_bytes()),
        ] {
            assert!(
                !holds(&bytes, &id) && !holds(&bytes, person.agreement.0.as_bytes()),
                "{what}"
            );
        }
        assert!(!wire.has_seen(&id) && !wire.has_seen(person.agreement.0.as_bytes()));
    }
}

/// The agreement's id as bytes.
fn id_of(person: &Person) -> Vec<u8> {
    let digits = person.agreement.0.as_bytes().chunks_exact(2);
    let pairs = digits.map(|pair| std::str::from_utf8(pair).unwrap());
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

fn on(folder: &Path) -> Vec<u8> {
    files(folder)
        .into_iter()
        .flat_map(|(_, bytes)| bytes)
        .collect()
}

/// The marker is nowhere; and where it is sent unsealed, each look finds it.
fn look_everywhere(relay: &Program, disk: &Path, wire: &Wire, address: &str) {
    let marker = MARKER.as_bytes();
    assert_eq!(lies_in(disk, marker), None);
    assert!(!wire.has_seen(marker));
    let log = || relay.log.lock().unwrap().clone();
    assert!(log().contains("listening") && !log().contains(MARKER));
    assert!(
        !log().contains("127.0.0.1:") || log().matches("127.0.0.1:").count() == 1,
        "its own address alone"
    );
    let place = Place {
        address: address.to_owned(),
        pin: None,
    };
    let (mut karin, _) = two(&place);
    let unsealed = MARKER.repeat(40).into_bytes();
    assert!(matches!(
        karin.ask(Call::Put(unsealed)),
        Ok(Answered::Kept { .. })
    ));
    assert!(lies_in(disk, marker).is_some() && wire.has_seen(marker));
    assert!(
        !holds(&on(disk), &karin.key.0),
        "a key is kept by its hash alone"
    );
    assert!(holds(&on(disk), &karin.key.hash()));
}
