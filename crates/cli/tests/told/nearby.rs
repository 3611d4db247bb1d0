//! Two processes that meet nearby on this machine, by the code that one of them shows.

use std::io::{BufRead, BufReader, Read};
use std::process::Child;

use crate::stage::Stage;

/// Karin and Magda, connected by hand-carried messages.
fn two_people() -> Stage {
    let stage = Stage::new();
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
    said("karin", "vault create Karin --role keyworker");
    said("magda", "vault create Magda --role client");
    said("karin", "agreement found --me Karin --other Magda");
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
fn code_of(child: &mut Child) -> String {
    let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
    let code = lines.by_ref().find_map(|line| {
        let line = line.expect("text");
        line.strip_prefix("countersign nearby --code ")
            .map(str::to_owned)
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
    let code = code_of(&mut magda);
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
