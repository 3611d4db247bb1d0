//! Two processes that meet nearby on this machine, by the code that one of them shows.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Child;

use crate::stage::Stage;

/// Karin, who has founded an agreement, and Magda, who has a vault.
fn before() -> Stage {
    let stage = Stage::new();
    for (who, line) in [
        ("karin", "vault create Karin --role keyworker"),
        ("magda", "vault create Magda --role client"),
        ("karin", "agreement found --me Karin --other Magda"),
    ] {
        assert!(stage.typed(who, &Stage::words(line), "").status.success());
    }
    stage
}

/// The two, connected by hand-carried messages.
fn two_people() -> Stage {
    let stage = before();
    let said = |who: &str, line: &str| {
        let told = stage.typed(who, &Stage::words(line), "");
        let text = String::from_utf8_lossy(&told.stdout).into_owned();
        let error = String::from_utf8_lossy(&told.stderr).into_owned();
        assert!(told.status.success(), "{who}: {line}: {error}");
        text
    };
    let json = |who: &str, line: &str| -> serde_json::Value {
        serde_json::from_str(&said(who, &format!("{line} --json"))).expect("JSON")
    };
    let message = |told: &serde_json::Value, name: &str| {
        told["pairing"]["next"][name]
            .as_str()
            .expect("a message")
            .to_owned()
    };
    let invite = json("karin", "invite");
    let code = invite["pairing"]["next"]["invite"]["code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let request = json("magda", &format!("join --code {code} --name Magda"));
    let request = message(&request, "request");
    let offer = message(
        &json("karin", &format!("invite --request {request}")),
        "offer",
    );
    said("magda", &format!("join --offer {offer}"));
    let welcome = message(&json("karin", "invite --same"), "welcome");
    said("magda", "join --same");
    said("magda", &format!("join --welcome {welcome}"));
    stage
}

/// The code that a process shows; what it says afterwards is read too, so that it never waits to be heard.
fn code_of(child: &mut Child, before: &str) -> String {
    let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
    let code = lines.by_ref().find_map(|line| {
        let line = line.expect("text");
        let code = line.strip_prefix(before)?;
        // The eight letters are found by multicast only, which this machine has not everywhere.
        (code.len() > 9).then(|| code.to_owned())
    });
    std::thread::spawn(move || lines.for_each(drop));
    code.expect("a code")
}

#[test]
fn two_processes_meet_by_code_and_are_level() {
    let stage = two_people();
    let suggest = Stage::words("suggest goal \"a flat of my own\"");
    assert!(stage.typed("magda", &suggest, "").status.success());
    let mut magda = stage.begun("magda", &Stage::words("nearby --at 127.0.0.1 --seconds 60"));
    let code = code_of(&mut magda, "countersign nearby --code ");
    let call = format!("nearby --at 127.0.0.2 --seconds 60 --code {code} --json");
    let karin = stage.typed("karin", &Stage::words(&call), "");
    let told: serde_json::Value = serde_json::from_slice(&karin.stdout).expect("JSON");
    let happened: Vec<_> = told
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["what"])
        .collect();
    assert!(karin.status.success(), "{told}");
    assert!(happened.iter().any(|what| *what == "tookIn"), "{told}");
    assert_eq!(happened.last().expect("a last one"), &"closed");

    let mut said = String::new();
    let mut out = magda.stdout.take().expect("standard output");
    out.read_to_string(&mut said).expect("text");
    assert!(magda.wait().expect("it ends").success());
    assert!(
        said.starts_with("One device is level with this one."),
        "{said}"
    );
    let status = stage.typed("magda", &Stage::words("status"), "");
    let status = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(
        !status.contains("on its way") && !status.contains("here only"),
        "{status}"
    );
}

#[test]
fn two_processes_are_connected_and_only_the_pictures_are_asked_about() {
    let stage = before();
    let mut karin = stage.begun("karin", &Stage::words("invite --nearby --at 127.0.0.1"));
    let code = code_of(&mut karin, "countersign join --nearby ");
    let mut answers = karin.stdin.take().expect("standard input");
    answers.write_all(b"what?\nsame\n").expect("it is read");
    let join = format!("join --nearby {code} --name Magda --at 127.0.0.2");
    let magda = stage.typed("magda", &Stage::words(&join), "same\n");
    let said = String::from_utf8_lossy(&magda.stderr).into_owned();
    assert!(magda.status.success(), "{said}");
    assert!(
        said.contains("Seven pictures. Both read them aloud:"),
        "{said}"
    );
    let told = String::from_utf8_lossy(&magda.stdout).into_owned();
    assert!(told.starts_with("You two are connected."), "{told}");
    assert!(karin.wait().expect("it ends").success());
    let status = stage.typed("karin", &Stage::words("status"), "");
    let status = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(status.contains("Magda's device has it"), "{status}");
}

#[test]
fn pictures_that_differ_end_it_with_what_to_do() {
    let stage = before();
    let mut karin = stage.begun("karin", &Stage::words("invite --nearby --at 127.0.0.1"));
    let code = code_of(&mut karin, "countersign join --nearby ");
    let join = format!("join --nearby {code} --name Magda --at 127.0.0.2");
    let magda = stage.typed("magda", &Stage::words(&join), "differ\n");
    assert_eq!(magda.status.code(), Some(3));
    let said = String::from_utf8_lossy(&magda.stderr).into_owned();
    assert!(said.contains("The pictures were not the same"), "{said}");
    assert_eq!(karin.wait().expect("it ends").code(), Some(1));
}

#[test]
fn where_nobody_is_it_says_what_else_can_be_done() {
    let stage = two_people();
    let told = stage.typed(
        "magda",
        &Stage::words("nearby --at 127.0.0.1 --seconds 1"),
        "",
    );
    assert_eq!(told.status.code(), Some(1));
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(said.contains("Show the code instead"), "{said}");
    assert!(told.stdout.is_empty());
}
